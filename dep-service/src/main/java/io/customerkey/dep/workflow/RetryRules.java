package io.customerkey.dep.workflow;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.time.Instant;

/** Which failures of a step are for good, and when the others are tried again. */
final class RetryRules {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;

  private RetryRules() {}

  /**
   * @param mayUndo false: what cannot be taken back any more, or nobody would ask for again, is
   *     tried until it can be done
   */
  static StepFailure judge(
      CustomerKeyException cause, boolean mayUndo, int attemptsBefore, Instant now) {
    if (mayUndo && isFinal(cause.reason())) {
      return new StepFailure.Final(cause);
    }
    Duration backOff = backOff(attemptsBefore);
    Duration asked = cause.retryAfter().orElse(Duration.ZERO);
    return new StepFailure.RetryLater(
        cause, now.plus(asked.compareTo(backOff) > 0 ? asked : backOff));
  }

  /** 1 s, 2 s, 4 s … 64 s. */
  static Duration backOff(int attemptsBefore) {
    return FIRST.multipliedBy(1L << Math.min(attemptsBefore, MOST_DOUBLINGS));
  }

  /** The tenant or the request must change; everything else is an outage or ours to repair. */
  private static boolean isFinal(FailureReason reason) {
    return switch (reason) {
      case FAILURE_REASON_CUSTOMER_KEY_DENIED,
          FAILURE_REASON_ARGUMENT_INVALID,
          FAILURE_REASON_LIMIT_EXCEEDED,
          FAILURE_REASON_VAULT_NOT_YOURS,
          FAILURE_REASON_KEY_MATERIAL_FAULT,
          FAILURE_REASON_POLICY_PURGED,
          FAILURE_REASON_NOT_FOUND ->
          true;
      case FAILURE_REASON_UNSPECIFIED,
          FAILURE_REASON_POLICY_SUSPENDED,
          FAILURE_REASON_VAULT_UNAVAILABLE,
          FAILURE_REASON_OVERLOADED,
          FAILURE_REASON_RECORD_NEEDED,
          FAILURE_REASON_RECORD_NOT_TRUSTED,
          FAILURE_REASON_POLICY_NOT_ACTIVE,
          FAILURE_REASON_POLICY_DRAINING,
          FAILURE_REASON_ORDER_INVALID,
          FAILURE_REASON_CALLER_NOT_ALLOWED,
          FAILURE_REASON_PURPOSE_NOT_ALLOWED,
          FAILURE_REASON_WRAPPED_KEY_REJECTED,
          FAILURE_REASON_CONTENT_REJECTED,
          FAILURE_REASON_INTERNAL,
          FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
          UNRECOGNIZED ->
          false;
    };
  }
}
