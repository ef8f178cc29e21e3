package io.customerkey.unwrap.probe;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.unwrap.verdict.PairId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Sees to it that one instance in the fleet probes each pair. */
public interface ProbeClaims {
  /**
   * Renews this instance's claims, and takes over those that nobody has or whose holder is gone; of
   * all pairs no more than its share among the instances that claim.
   *
   * @param self this instance
   * @param hold how long the claims hold without being renewed
   * @return the pairs that are this instance's to probe: those of the newest records
   */
  Uni<List<PairId>> claim(InstanceId self, Duration hold);
}
