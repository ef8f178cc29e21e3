package io.customerkey.unwrap.rules;

import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * How long after a vault's first refusal reads by cached keys have ended, in the worst case, as
 * things are now (rules, section 5).
 */
public final class DarkBound {
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(3);
  private static final Duration REACTION = Duration.ofSeconds(5);

  private DarkBound() {}

  /**
   * @param condition of the policy
   * @param newest class of the newest answer of each key
   * @param standing of the policy
   * @param rule when a denial is confirmed
   * @return the bound; zero where reads have ended
   */
  public static Duration of(
      Condition condition, List<Outcome> newest, Standing standing, Confirmation rule) {
    return switch (condition.state()) {
      case DENIED, SUSPENDED -> Duration.ZERO;
      case UNKNOWN, HEALTHY, DEGRADED, COASTING, AVAILABILITY_KEY, RECOVERING ->
          standing
              .probeInterval()
              .plus(confirmation(condition, newest, standing, rule))
              .plus(BETWEEN_PROBES)
              .plus(REACTION);
    };
  }

  /** A vault that is silent, or where a key is at fault, confirms nothing for a while. */
  private static Duration confirmation(
      Condition condition, List<Outcome> newest, Standing standing, Confirmation rule) {
    if (condition.reason() == HealthReason.BRAKED) {
      return CacheRule.SUSPECT_AT_MOST;
    }
    boolean fault = newest.contains(Outcome.FAULT);
    if (!fault && !newest.contains(Outcome.UNAVAILABLE)) {
      return rule.span();
    }
    if (standing.fallback()) {
      return standing.outageGrace();
    }
    return fault ? CacheRule.SUSPECT_AT_MOST : rule.unreachable();
  }
}
