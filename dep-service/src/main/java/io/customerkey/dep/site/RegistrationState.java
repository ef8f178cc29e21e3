package io.customerkey.dep.site;

/**
 * Where a geo is on its way under a customer's policy (F23). Numbers are stored and append-only.
 */
public enum RegistrationState {
  /** Provider-managed. */
  UNREGISTERED(1),
  /** Its sites are being moved to their first customer's policy. */
  REGISTERING(2),
  /** All sites have followed. */
  REGISTERED(3),
  /** Its sites are being moved to another customer's policy. */
  ROLLING(4);

  private final int number;

  RegistrationState(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the state
   * @throws IllegalArgumentException for a number nobody has
   */
  public static RegistrationState of(int number) {
    for (RegistrationState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a registration has the number " + number);
  }

  /** After another policy was asked for. */
  public RegistrationState onPolicy() {
    return switch (this) {
      case UNREGISTERED, REGISTERING -> REGISTERING;
      case REGISTERED, ROLLING -> ROLLING;
    };
  }

  /** Once every site has followed. */
  public RegistrationState onAllApplied() {
    return switch (this) {
      case UNREGISTERED -> UNREGISTERED;
      case REGISTERING, REGISTERED, ROLLING -> REGISTERED;
    };
  }
}
