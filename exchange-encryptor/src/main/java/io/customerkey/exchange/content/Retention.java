package io.customerkey.exchange.content;

import java.time.Duration;

/**
 * How long deleted items can be restored.
 *
 * @param time zero: not at all
 */
public record Retention(Duration time) {
  /** The longest that can be set: ten years. */
  public static final Duration LONGEST = Duration.ofDays(3_650);

  /** Refuses a time that is negative or too long. */
  public Retention {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "deleted items are kept for 0 to " + LONGEST.toDays() + " days");
    }
  }
}
