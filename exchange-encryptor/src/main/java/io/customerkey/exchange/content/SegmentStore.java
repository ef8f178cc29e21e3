package io.customerkey.exchange.content;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Where segments are. An upload's segments are staged, each on its own, and belong to nothing until
 * the item is published; what stays staged is swept once its instance no longer keeps it alive.
 */
public interface SegmentStore {
  /**
   * Begins an upload.
   *
   * @return the stream version that is reserved for it: higher than every other of the item
   */
  Uni<Long> begin(StreamId stream, MailboxId mailbox, ItemId item);

  /** Stages a segment; fails if the upload was swept. */
  Uni<Void> append(StreamId stream, Segment segment);

  /**
   * @return a segment; empty if it is not there (any more)
   */
  Uni<Optional<Segment>> read(StreamId stream, int number);

  /** Removes an upload that was not published, with its segments; nothing to do is no failure. */
  Uni<Void> discard(StreamId stream);
}
