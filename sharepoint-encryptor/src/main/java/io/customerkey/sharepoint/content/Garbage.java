package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.ChunkId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Chunks that belong to no file any more. Several instances may do the same at the same time, and
 * any of them may be killed at any line: a chunk is forgotten only after it was removed from its
 * store.
 */
public interface Garbage {
  /**
   * Turns into garbage what is nobody's any more: uploads that nobody has kept alive for so long,
   * and deleted files whose time is over.
   *
   * @return how many
   */
  Uni<Integer> expire(Duration uploads);

  /**
   * @param limit at most so many
   * @return chunks to be removed now
   */
  Uni<List<ChunkId>> due(int limit);

  /** Forgets chunks that were removed. */
  Uni<Void> forget(List<ChunkId> removed);

  /**
   * Claims chunks that a store has but nobody has recorded, so that nobody can record them from now
   * on.
   *
   * @return those that are nobody's, now or since an earlier claim
   */
  Uni<List<ChunkId>> claim(List<ChunkId> found);
}
