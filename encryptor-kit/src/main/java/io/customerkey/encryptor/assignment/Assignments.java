package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.id.ObjectId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * dep-service, seen from here. Every record that comes back was verified against this service's own
 * trust anchors; an untrusted one fails the call with RECORD_NOT_TRUSTED. While dep-service is away
 * calls fail with DEPENDENCY_UNAVAILABLE: jobs and first uses of an object wait, nothing else does.
 */
public interface Assignments {
  /** Most objects of one call. */
  int LARGEST_BATCH = 10_000;

  /**
   * @param objects at most {@link #LARGEST_BATCH}
   * @return what is desired for those that have an assignment
   */
  Uni<Desired> fetch(List<ObjectId> objects);

  /**
   * @param after object to start behind; empty: from the beginning
   * @param limit at most {@link #LARGEST_BATCH}
   * @return all assignments in order of object; fewer than {@code limit}: the end
   */
  Uni<List<Assignment>> list(Optional<ObjectId> after, int limit);

  /**
   * @return the order for a move; refused unless some assignment wants it
   */
  Uni<RewrapOrder> order(Move move);

  /**
   * @return the newest record of a generation
   */
  Uni<PolicyRecord> record(Generation generation);
}
