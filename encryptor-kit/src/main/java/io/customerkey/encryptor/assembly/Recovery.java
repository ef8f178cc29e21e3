package io.customerkey.encryptor.assembly;

import java.time.Duration;

/** How long what was deleted can be restored. */
public final class Recovery {
  /** The longest that can be set: ten years. */
  public static final Duration LONGEST = Duration.ofDays(3_650);

  private Recovery() {}

  /**
   * @param setting its name, for the refusal
   * @param time zero: not at all
   * @return the time
   * @throws IllegalStateException if it is negative or too long
   */
  public static Duration time(String setting, Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalStateException(
          setting + " is 0 to " + LONGEST.toDays() + " days; it is " + time);
    }
    return time;
  }
}
