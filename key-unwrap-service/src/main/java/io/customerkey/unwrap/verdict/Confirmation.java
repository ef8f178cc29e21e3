package io.customerkey.unwrap.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a denial is more than one vault's mistake (rules, section 5).
 *
 * @param attempts how often each vault must have denied
 * @param span over how long, each
 * @param unreachable how long one vault must have been unreachable while the other denies
 * @param recent how old the last denial may be then
 * @param braked how long an uninterrupted denial waits while the brake is on
 */
public record Confirmation(
    int attempts, Duration span, Duration unreachable, Duration recent, Duration braked) {
  /** Three times, ten seconds; fifteen minutes, one minute; fifteen minutes. */
  public static final Confirmation DEFAULT =
      new Confirmation(
          3,
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(15));

  /** No number of denials is one. */
  static final Confirmation NEVER =
      new Confirmation(
          Integer.MAX_VALUE,
          DEFAULT.span(),
          DEFAULT.unreachable(),
          DEFAULT.recent(),
          DEFAULT.braked());

  /** Refuses what could never be confirmed, or by nothing. */
  public Confirmation {
    if (attempts < 1
        || span.isNegative()
        || unreachable.isNegative()
        || recent.isNegative()
        || braked.isNegative()) {
      throw new IllegalArgumentException(
          "a denial is confirmed by one attempt or more, over times that are not negative");
    }
  }

  /**
   * @param one what happened at one key since the last success
   * @param other and at the other
   * @param fallback whether a tenant on the pair chose that one denied and one unavailable is no
   *     denial
   * @param now wall clock
   * @return whether the denial is confirmed
   */
  public boolean holds(KeyTally one, KeyTally other, boolean fallback, Instant now) {
    boolean mixed = isMixed(one, other, now) || isMixed(other, one, now);
    return (isLasting(one) && isLasting(other)) || (mixed && !fallback);
  }

  private boolean isLasting(KeyTally tally) {
    return tally.denials() >= attempts
        && atLeast(span, tally.firstDenied(), tally.lastDenied().orElse(Instant.MIN));
  }

  private boolean isMixed(KeyTally denied, KeyTally silent, Instant now) {
    return denied.denials() >= attempts
        && denied.lastDenied().map(last -> !last.plus(recent).isBefore(now)).orElse(false)
        && atLeast(unreachable, silent.unreachableSince(), now);
  }

  private static boolean atLeast(Duration span, Optional<Instant> from, Instant to) {
    return from.map(start -> !start.plus(span).isAfter(to)).orElse(false);
  }
}
