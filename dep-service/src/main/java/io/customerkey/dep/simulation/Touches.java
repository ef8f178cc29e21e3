package io.customerkey.dep.simulation;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** What the policies of a tenant have to do with each other's keys. */
public interface Touches {
  /**
   * @param tenant owner
   * @param policy whose keys are acted on
   * @param act what is done
   * @param slots of its keys, 1 and 2
   * @return every policy in use that is touched, that policy first; fails with NOT_FOUND,
   *     POLICY_NOT_ACTIVE, PROVIDER_MANAGED
   */
  Uni<List<Touched>> by(TenantId tenant, PolicyId policy, Act act, Set<Integer> slots);

  /**
   * @param tenant owner
   * @param dark policies whose keys would deny
   * @return work that would wait
   */
  Uni<Stalled> stalled(TenantId tenant, Set<PolicyId> dark);

  /**
   * Work that would wait.
   *
   * @param leaving mailboxes and sites on their way from a dark policy
   * @param arriving on their way to one
   * @param bulkJobs assignments in bulk to one
   */
  record Stalled(long leaving, long arriving, long bulkJobs) {}
}
