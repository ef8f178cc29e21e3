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
   * @param dark policies that no key would open
   * @param closed these, and those that one key only would open: a job's first batch needs both
   * @return work that would wait
   */
  Uni<Stalled> stalled(TenantId tenant, Set<PolicyId> dark, Set<PolicyId> closed);

  /**
   * Work that would wait.
   *
   * @param leaving mailboxes and sites on their way from a dark policy
   * @param arriving on their way to a closed one
   * @param bulkJobs assignments in bulk to a closed one
   */
  record Stalled(long leaving, long arriving, long bulkJobs) {}
}
