package io.customerkey.dep.mailbox;

import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** Which mailbox may be assigned to which policy (F2, F5). */
public final class AssignmentRules {
  /** Mailboxes of one bulk assignment. */
  public static final int MAX_BULK = 10_000;

  private AssignmentRules() {}

  /**
   * @param field names the mailbox in the refusal
   * @param kind of the mailbox
   * @param licensed whether it has a licence
   * @throws RefusedException LICENCE_REQUIRED
   */
  public static void requireAssignable(String field, MailboxKind kind, boolean licensed) {
    if (kind.needsLicence() && !licensed) {
      throw RefusedException.of(
          Refusal.LICENCE_REQUIRED,
          field,
          field + ": a mailbox of kind " + kind + " needs a licence to be assigned");
    }
  }

  /**
   * @param state of the policy
   * @throws CustomerKeyException POLICY_NOT_ACTIVE, POLICY_DRAINING or POLICY_PURGED
   */
  public static void requireTarget(PolicyState state) {
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
