package io.customerkey.dep.policy;

import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Tenant;

/** Who may have how many policies (F2, F5). */
public final class PolicyRules {
  /** Exchange policies of one tenant. */
  public static final int MAX_POLICIES = 50;

  private PolicyRules() {}

  /**
   * @param tenant the owner
   * @param existing how many it has, also those being created
   * @throws RefusedException TRIAL_TENANT or POLICY_LIMIT
   */
  public static void admit(Tenant tenant, long existing) {
    if (tenant.trial()) {
      throw RefusedException.of(
          Refusal.TRIAL_TENANT, "tenant", "a trial tenant cannot have policies of its own");
    }
    if (existing >= MAX_POLICIES) {
      throw RefusedException.limit(
          Refusal.POLICY_LIMIT,
          "policy",
          MAX_POLICIES,
          "the tenant has " + MAX_POLICIES + " policies, which is the most it may have");
    }
  }
}
