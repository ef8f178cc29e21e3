package io.customerkey.availability.rules;

/**
 * How the tenant lets the availability key of a policy be used. The numbers are stored and
 * append-only.
 */
public enum Mode {
  /** By the rule table. */
  AUTOMATIC(1),
  /** Only in a recovery that the tenant ordered. */
  RECOVERY_ONLY(2),
  /** Never; the policy has no availability copy. */
  OFF(3);

  private final int number;

  Mode(int number) {
    this.number = number;
  }

  /**
   * @param number as stored
   * @return the mode
   * @throws IllegalArgumentException for a number nobody has
   */
  public static Mode of(int number) {
    for (Mode mode : values()) {
      if (mode.number == number) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no mode has the number " + number);
  }

  /**
   * @return as stored
   */
  public int number() {
    return number;
  }
}
