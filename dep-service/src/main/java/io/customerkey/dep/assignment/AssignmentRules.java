package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** Which policy may protect what. */
public final class AssignmentRules {
  /** Objects of one bulk assignment, and of one batch of a larger one. */
  public static final int MAX_BULK = 10_000;

  private AssignmentRules() {}

  /**
   * @param kind of what is to be assigned
   * @param workload of the policy
   * @param state of the policy
   * @throws CustomerKeyException ARGUMENT_INVALID for a policy of the other workload,
   *     POLICY_NOT_ACTIVE, POLICY_DRAINING or POLICY_PURGED
   */
  public static void requireTarget(ObjectKind kind, Workload workload, PolicyState state) {
    if (workload != kind.workload()) {
      throw CustomerKeyException.invalid(
          "policyId", "is a policy for " + workload + ", not for " + kind.workload());
    }
    requireTakesAssignments(state);
  }

  /**
   * @param state of the policy
   * @throws CustomerKeyException POLICY_NOT_ACTIVE, POLICY_DRAINING or POLICY_PURGED
   */
  public static void requireTakesAssignments(PolicyState state) {
    if (state.takesAssignments()) {
      return;
    }
    FailureReason reason =
        switch (state) {
          case DRAINING -> FailureReason.FAILURE_REASON_POLICY_DRAINING;
          case PURGED -> FailureReason.FAILURE_REASON_POLICY_PURGED;
          case CREATING, ACTIVE, RETIRED, RECOVERING, PURGE_REQUESTED ->
              FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE;
        };
    throw CustomerKeyException.of(reason, "policyId: the policy is " + state)
        .with("field", "policyId");
  }
}
