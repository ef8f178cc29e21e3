package io.customerkey.availability.rules;

import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_ARGUMENT_INVALID;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_KEY_MATERIAL_FAULT;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_ORDER_INVALID;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_POLICY_PURGED;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_POLICY_SUSPENDED;
import static io.customerkey.protocol.common.v1.FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE;

import io.customerkey.availability.rules.Decision.Ground;
import io.customerkey.availability.rules.Decision.Refuse;
import io.customerkey.availability.rules.Decision.Serve;
import io.customerkey.availability.rules.Facts.Kind;
import io.customerkey.protocol.common.v1.FailureReason;

/**
 * The whole rule (key-unwrap rules §3 and the order of states in the architecture): {@code PURGED >
 * PURGE_REQUESTED > SUSPENDED > RECOVERING > FAULT > DENIED > the rest}. What the caller shows can
 * only narrow it: a denial, a suspension or a mode known here holds whatever the attempts say.
 */
public final class AvailabilityRule {
  private AvailabilityRule() {}

  /**
   * @param action what the key is wanted for
   * @param attempts what the caller saw at the two customer keys
   * @param facts what is known here
   * @return serve or refuse, never null
   */
  public static Decision decide(Action action, Attempts attempts, Facts facts) {
    return switch (facts.standing()) {
      case PURGED -> refuse(FAILURE_REASON_POLICY_PURGED, "the availability key is destroyed");
      case PURGE_REQUESTED -> notActive("a purge of the policy is requested");
      case UNKNOWN -> notActive("no settings of the policy are known here");
      case CREATING -> notActive("the policy is being created");
      case RETIRED -> notActive("the policy is retired");
      case IN_USE -> inUse(action, attempts, facts);
    };
  }

  private static Decision inUse(Action action, Attempts attempts, Facts facts) {
    if (facts.suspended()) {
      return refuse(FAILURE_REASON_POLICY_SUSPENDED, "the tenant suspended the policy");
    }
    if (facts.recovering() && facts.mode() != Mode.OFF) {
      return new Serve(Ground.RECOVERY);
    }
    if (action == Action.RECOVERY) {
      return refuse(FAILURE_REASON_ORDER_INVALID, "no recovery order of the tenant holds here");
    }
    return switch (attempts) {
      case INSUFFICIENT ->
          refuse(
              FAILURE_REASON_ARGUMENT_INVALID,
              "evidence: a failed attempt at each of the record's two customer keys is needed");
      case FAULT ->
          refuse(FAILURE_REASON_KEY_MATERIAL_FAULT, "a fault is never bridged by this key");
      case BOTH_DENIED -> denied(action, facts);
      case ONE_DENIED ->
          action == Action.USER && facts.fallback() && !facts.denied()
              ? outage(facts)
              : denied(action, facts);
      case BOTH_UNAVAILABLE -> facts.denied() ? denied(action, facts) : outage(facts);
    };
  }

  private static Decision outage(Facts facts) {
    return automatic(facts)
        ? new Serve(Ground.OUTAGE)
        : refuse(
            FAILURE_REASON_VAULT_UNAVAILABLE, "the tenant does not let this key bridge an outage");
  }

  private static Decision denied(Action action, Facts facts) {
    boolean served = action == Action.SYSTEM && !facts.strict() && automatic(facts);
    return served
        ? new Serve(Ground.SYSTEM_ACTION)
        : refuse(FAILURE_REASON_CUSTOMER_KEY_DENIED, "the customer took its keys away");
  }

  private static boolean automatic(Facts facts) {
    return facts.mode() == Mode.AUTOMATIC && facts.kind() == Kind.EXCHANGE;
  }

  private static Decision notActive(String why) {
    return refuse(FAILURE_REASON_POLICY_NOT_ACTIVE, why);
  }

  private static Decision refuse(FailureReason reason, String why) {
    return new Refuse(reason, why);
  }
}
