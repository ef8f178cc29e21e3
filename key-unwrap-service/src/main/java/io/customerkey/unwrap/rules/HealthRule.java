package io.customerkey.unwrap.rules;

import static io.customerkey.unwrap.rules.HealthReason.AVAILABILITY_KEY_USED;
import static io.customerkey.unwrap.rules.HealthReason.BOTH_UNREACHABLE;
import static io.customerkey.unwrap.rules.HealthReason.BRAKED;
import static io.customerkey.unwrap.rules.HealthReason.DENIAL_CONFIRMED;
import static io.customerkey.unwrap.rules.HealthReason.DENIAL_UNCONFIRMED;
import static io.customerkey.unwrap.rules.HealthReason.DENIED_AND_UNREACHABLE;
import static io.customerkey.unwrap.rules.HealthReason.GRACE_OVER;
import static io.customerkey.unwrap.rules.HealthReason.KEYS_OPEN;
import static io.customerkey.unwrap.rules.HealthReason.KEY_FAULT;
import static io.customerkey.unwrap.rules.HealthReason.NEVER_ASKED;
import static io.customerkey.unwrap.rules.HealthReason.ONE_VAULT_DENIES;
import static io.customerkey.unwrap.rules.HealthReason.ONE_VAULT_UNREACHABLE;
import static io.customerkey.unwrap.rules.HealthReason.RECOVERY_ORDERED;
import static io.customerkey.unwrap.rules.HealthReason.SUSPENDED_BY_TENANT;
import static io.customerkey.unwrap.rules.HealthReason.SYSTEM_ACTIONS_SERVED;

import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.verdict.KeyTally;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one place where the state of a policy is derived, for whoever shows it, records it or tells
 * it. When several hold at once: suspended, recovering, denied, the rest.
 */
public final class HealthRule {
  private HealthRule() {}

  /**
   * What it looks at.
   *
   * @param pair of the policy's newest record
   * @param newest class of the newest answer of each key that answered, whatever came after
   * @param availabilityUsed when the availability key was last asked for
   */
  public record Facts(PairState pair, List<Outcome> newest, Optional<Instant> availabilityUsed) {
    /** Copies the answers. */
    public Facts {
      newest = List.copyOf(newest);
    }
  }

  /**
   * @param facts known
   * @param standing of the policy
   * @param now both clocks
   * @return its state
   */
  public static Condition of(Facts facts, Standing standing, Moment now) {
    if (standing.isSuspended(now)) {
      return new Condition(
          HealthState.SUSPENDED,
          SUSPENDED_BY_TENANT,
          Optional.empty(),
          standing
              .settings()
              .flatMap(PolicySettings::suspendedUntil)
              .filter(PolicySettings.UNTIL_RESUMED::isAfter));
    }
    if (standing.isRecovering()) {
      return Condition.of(HealthState.RECOVERING, RECOVERY_ORDERED);
    }
    if (facts.pair().verdict(standing.fallback()) instanceof PairVerdict.Denied denied) {
      boolean served = facts.availabilityUsed().filter(denied.since()::isBefore).isPresent();
      return new Condition(
          HealthState.DENIED,
          served ? SYSTEM_ACTIONS_SERVED : DENIAL_CONFIRMED,
          Optional.of(denied.since()),
          Optional.empty());
    }
    return byAvailability(facts, now.wall()).orElseGet(() -> byVaults(facts, standing, now.wall()));
  }

  /** What the availability key opened lives for a while, unless a customer key opens before. */
  private static Optional<Condition> byAvailability(Facts facts, Instant now) {
    return facts
        .availabilityUsed()
        .filter(used -> now.isBefore(used.plus(CacheRule.AVAILABILITY_TTL)))
        .filter(used ->
            facts.pair().success().map(success -> success.began().isBefore(used)).orElse(true))
        .map(used -> used.plus(CacheRule.AVAILABILITY_TTL))
        .map(ends -> Condition.until(HealthState.AVAILABILITY_KEY, AVAILABILITY_KEY_USED, ends));
  }

  private static Condition byVaults(Facts facts, Standing standing, Instant now) {
    PairState pair = facts.pair();
    return switch (pair.verdict(standing.fallback())) {
      case PairVerdict.Unknown unknown ->
          failed(pair.one()) && failed(pair.other())
              ? Condition.of(HealthState.DEGRADED, neverOpened(pair))
              : Condition.of(HealthState.UNKNOWN, NEVER_ASKED);
      case PairVerdict.Open open -> open(facts);
      case PairVerdict.Suspect suspect ->
          Condition.of(HealthState.DEGRADED, suspected(pair.one(), pair.other()));
      case PairVerdict.Coasting coasting -> {
        Instant ends = coasting.success().plus(standing.outageGrace());
        yield now.isBefore(ends)
            ? Condition.until(HealthState.COASTING, BOTH_UNREACHABLE, ends)
            : Condition.of(HealthState.DEGRADED, GRACE_OVER);
      }
      case PairVerdict.Braked braked -> {
        Instant ends = braked.since().plus(CacheRule.SUSPECT_AT_MOST);
        yield now.isBefore(ends)
            ? Condition.until(HealthState.DEGRADED, BRAKED, ends)
            : Condition.of(HealthState.DEGRADED, BRAKED);
      }
      case PairVerdict.Denied denied -> Condition.of(HealthState.DENIED, DENIAL_CONFIRMED);
    };
  }

  /** A success at one key says nothing of the other: what it said last counts. */
  private static Condition open(Facts facts) {
    if (facts.newest().contains(Outcome.FAULT)) {
      return Condition.of(HealthState.DEGRADED, KEY_FAULT);
    }
    if (facts.newest().contains(Outcome.DENIED)) {
      return Condition.of(HealthState.DEGRADED, ONE_VAULT_DENIES);
    }
    return facts.newest().contains(Outcome.UNAVAILABLE)
        ? Condition.of(HealthState.DEGRADED, ONE_VAULT_UNREACHABLE)
        : Condition.of(HealthState.HEALTHY, KEYS_OPEN);
  }

  private static HealthReason neverOpened(PairState pair) {
    return is(pair.one(), Outcome.FAULT) || is(pair.other(), Outcome.FAULT)
        ? KEY_FAULT
        : GRACE_OVER;
  }

  private static HealthReason suspected(KeyTally one, KeyTally other) {
    if (is(one, Outcome.DENIED) && is(other, Outcome.DENIED)) {
      return DENIAL_UNCONFIRMED;
    }
    if (is(one, Outcome.FAULT) || is(other, Outcome.FAULT)) {
      return KEY_FAULT;
    }
    return failed(one) && failed(other) ? DENIED_AND_UNREACHABLE : ONE_VAULT_DENIES;
  }

  private static boolean is(KeyTally tally, Outcome outcome) {
    return tally.last().filter(last -> last == outcome).isPresent();
  }

  private static boolean failed(KeyTally tally) {
    return tally.last().isPresent();
  }
}
