package io.customerkey.dep.simulation;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What key-unwrap-service's own rules say would follow if keys denied. */
public interface DenialForesight {
  /** Most policies of one question. */
  int MAX_POLICIES = 100;

  /**
   * @param tenant owner
   * @param denying slots whose keys would deny, by policy; at most {@link #MAX_POLICIES}
   * @return what would follow; fails with DEPENDENCY_UNAVAILABLE
   */
  Uni<Foreseen> of(TenantId tenant, Map<PolicyId, Set<Integer>> denying, RequestId request);

  /**
   * What would follow.
   *
   * @param policies by policy; without those that key-unwrap-service does not know
   * @param holders instances that may hold keys now
   * @param leasesEnd by then every lease given so far has ended
   */
  record Foreseen(
      Map<PolicyId, Effect> policies, List<Holder> holders, Optional<Instant> leasesEnd) {}

  /**
   * What a policy would meet.
   *
   * @param darkBound after the vaults' first refusal, when reads have ended at the latest
   * @param uses one for each purpose
   */
  record Effect(Duration darkBound, List<Use> uses) {}

  /**
   * What a purpose would meet.
   *
   * @param purpose enum name without prefix
   * @param decision customer_key, availability_key, refused, waits
   * @param rule that decides
   */
  record Use(String purpose, String decision, String rule) {}

  /**
   * A live instance.
   *
   * @param service its service
   * @param attached whether a drop reaches it at once
   */
  record Holder(String service, boolean attached) {}
}
