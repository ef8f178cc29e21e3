package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Availability keys to be taken back. */
public interface Leftovers {
  /** Those due. */
  Uni<List<LeftoverKey>> due(int limit);

  /** Whether one of that policy is still to be taken back. */
  Uni<Boolean> isAnyOf(PolicyId policy);

  /** It is gone. */
  Uni<Void> discarded(LeftoverKey leftover);

  /** Not before then. */
  Uni<Void> retryLater(LeftoverKey leftover, Instant at);
}
