package io.customerkey.dep.onboarding;

/** How much is demanded of a key. Numbers are stored and append-only. */
public enum Profile {
  /** Soft delete with 90 days. */
  STANDARD(1),
  /** And a subscription with a mandatory retention period. */
  STRICT(2);

  private final int number;

  Profile(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the profile
   * @throws IllegalArgumentException for a number nobody has
   */
  public static Profile of(int number) {
    for (Profile profile : values()) {
      if (profile.number == number) {
        return profile;
      }
    }
    throw new IllegalArgumentException("no profile has the number " + number);
  }
}
