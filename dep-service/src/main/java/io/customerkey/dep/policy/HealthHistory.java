package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/**
 * States of policies and their changes, as key-unwrap-service recorded them. Every call fails with
 * DEPENDENCY_UNAVAILABLE where it does not answer.
 */
public interface HealthHistory {
  /** The state of each of these policies whose customer keys were ever asked. */
  Uni<Map<PolicyId, PolicyHealth.State>> states(
      TenantId tenant, List<PolicyId> policies, RequestId request);

  /** Changes with a number below {@code before} (0: all), newest first, at most {@code limit}. */
  Uni<List<HealthChange>> changes(
      TenantId tenant, PolicyId policy, long before, int limit, RequestId request);
}
