package io.customerkey.dep.order;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an order is good for.
 *
 * @param created when it was signed
 * @param expires invalid from then on
 */
public record OrderLife(Instant created, Instant expires) {
  /** Longest life. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** A life that begins now. */
  public static OrderLife from(Instant now) {
    return new OrderLife(now, now.plus(LIFE));
  }

  /** An order is handed out again while more than half of its life remains. */
  public boolean reusableAt(Instant now) {
    Duration whole = Duration.between(created, expires);
    return Duration.between(now, expires).compareTo(whole.dividedBy(2)) > 0
        && !now.isBefore(created);
  }
}
