package io.customerkey.exchange.content;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;

/**
 * Uploads that are not published. Those that nobody keeps alive, because their instance died or
 * could not clean up, are removed with their segments; one that is removed although its instance
 * still works on it fails there, and is never published in part.
 */
public interface StagedUploads {
  /** Says that these are being worked on. */
  Uni<Void> keepAlive(Set<StreamId> streams);

  /**
   * Removes those that nobody has kept alive for so long.
   *
   * @return how many
   */
  Uni<Integer> sweep(Duration age);
}
