package io.customerkey.dep.policy;

import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;

/** Who may have how many policies (F2, F5, N1). */
public final class PolicyRules {
  /** Policies of one tenant for one workload, without the provider-managed one. */
  public static final int MAX_POLICIES = 50;

  private PolicyRules() {}

  /**
   * @param trial whether the tenant is on trial
   * @param enabled whether the tenant was onboarded
   * @param workload of the policy
   * @param existing how many the tenant has for it, also those being created
   * @throws RefusedException TRIAL_TENANT, NOT_ENABLED or POLICY_LIMIT
   */
  public static void admit(boolean trial, boolean enabled, Workload workload, long existing) {
    if (trial) {
      throw RefusedException.of(
          Refusal.TRIAL_TENANT, "tenant", "a trial tenant cannot have policies of its own");
    }
    if (!enabled) {
      throw RefusedException.of(
          Refusal.NOT_ENABLED,
          "tenant",
          "the tenant is not enabled: validate two keys, then enable it with them");
    }
    if (existing >= MAX_POLICIES) {
      throw RefusedException.limit(
          Refusal.POLICY_LIMIT,
          "policy",
          MAX_POLICIES,
          "the tenant has "
              + MAX_POLICIES
              + " policies for "
              + workload
              + ", which is the most it may have");
    }
  }
}
