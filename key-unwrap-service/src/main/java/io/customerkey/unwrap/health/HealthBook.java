package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.rules.Condition;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * States of policies and their changes, durable and shared by the fleet. Laws: a policy's changes
 * are numbered without a gap; each is written once, in one transaction with its verdict and its
 * event, whatever instances look at the same time; it is derived from what the database held then.
 */
public interface HealthBook {
  /** Derives a state; called within the transaction that keeps it. */
  interface Judge {
    /**
     * @param sighting what the database holds
     * @return its state and that in words; empty where this instance does not know the policy's
     *     newest settings yet
     */
    Optional<Finding> judge(Sighting sighting);
  }

  /**
   * A state in words.
   *
   * @param condition the state
   * @param detail for people
   */
  record Finding(Condition condition, String detail) {}

  /**
   * Looks at policies of which something changed since they were last looked at.
   *
   * @param only this policy, if it is one
   * @param most how many
   * @param judge derives their states
   * @return how many were judged
   */
  Uni<Integer> revise(Optional<PolicyId> only, int most, Judge judge);

  /**
   * @param tenant owner
   * @param policies of the tenant
   * @return the state of each whose customer keys were ever asked
   */
  Uni<Map<PolicyId, RecordedHealth>> states(TenantId tenant, List<PolicyId> policies);

  /**
   * @param tenant owner
   * @param policy the policy
   * @param before only changes with a lower number
   * @param limit at most
   * @return changes, newest first
   */
  Uni<List<HealthChange>> changes(TenantId tenant, PolicyId policy, long before, int limit);
}
