package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.StoredBlob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Removes chunks that belong to no file: those that the database knows, and those it does not. */
public final class GarbageCollector {
  private static final int BATCH = 500;

  private final Garbage garbage;
  private final BlobStore blobs;
  private final Clock clock;

  /** All of its parts. */
  public GarbageCollector(Garbage garbage, BlobStore blobs, Clock clock) {
    this.garbage = garbage;
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * Removes what has become garbage.
   *
   * @param uploads age at which an upload that nobody keeps alive is nobody's
   * @return how many chunks
   */
  public Uni<Integer> collect(Duration uploads) {
    return garbage.expire(uploads).chain(expired -> remove());
  }

  private Uni<Integer> remove() {
    return garbage
        .due(BATCH)
        .chain(due ->
            blobs
                .delete(due)
                .chain(() -> garbage.forget(due))
                .chain(() ->
                    due.size() < BATCH
                        ? Uni.createFrom().item(due.size())
                        : remove().map(more -> more + due.size())));
  }

  /**
   * Removes what a store has and nobody has recorded: a process was killed between the two.
   *
   * @param age younger ones may still be recorded
   * @return how many chunks
   */
  public Uni<Integer> removeUnknown(Duration age) {
    Instant before = clock.instant().minus(age);
    return Multi.createFrom()
        .range(0, BlobStore.PARTS)
        .onItem()
        .transformToUniAndConcatenate(blobs::list)
        .onItem()
        .transformToMultiAndConcatenate(found ->
            Multi.createFrom()
                .iterable(found)
                .filter(blob -> !blob.written().isAfter(before))
                .map(StoredBlob::chunk)
                .group()
                .intoLists()
                .of(BATCH))
        .onItem()
        .transformToUniAndConcatenate(this::removeUnknown)
        .collect()
        .with(Collectors.summingInt(count -> count));
  }

  private Uni<Integer> removeUnknown(List<ChunkId> found) {
    return garbage
        .claim(found)
        .chain(unknown ->
            unknown.isEmpty()
                ? Uni.createFrom().item(0)
                : blobs.delete(unknown).replaceWith(unknown.size()));
  }
}
