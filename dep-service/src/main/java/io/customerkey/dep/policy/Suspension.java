package io.customerkey.dep.policy;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The kill switch of a policy: nobody opens a key of it before then.
 *
 * @param until its end
 */
public record Suspension(Instant until) {
  /** Where the admin gave no time. */
  public static final Duration DEFAULT = Duration.ofMinutes(15);

  /** The longest time that can be given. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** No end: until it is resumed. */
  public static final Suspension UNTIL_RESUMED =
      new Suspension(Instant.parse("9999-12-31T23:59:59Z"));

  /**
   * @param span 1 second to 30 days
   * @param now wall clock
   * @return the suspension; fails with LIMIT_EXCEEDED, field {@code forSeconds}
   */
  public static Suspension of(Duration span, Instant now) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0 || span.compareTo(LONGEST) > 0) {
      throw CustomerKeyException.limit(
          "forSeconds", LONGEST.toSeconds(), "1 to 2592000 seconds, or until resumed");
    }
    return new Suspension(now.plus(span).truncatedTo(ChronoUnit.MILLIS));
  }

  /** Whether it has no end of its own. */
  public boolean isUntilResumed() {
    return equals(UNTIL_RESUMED);
  }

  /** Whether it holds at that time. */
  public boolean holds(Instant now) {
    return now.isBefore(until);
  }

  /** The one of the two that ends later. */
  public Suspension orLater(Suspension other) {
    return other.until.isAfter(until) ? other : this;
  }
}
