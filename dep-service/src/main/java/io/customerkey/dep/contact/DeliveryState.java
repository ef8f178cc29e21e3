package io.customerkey.dep.contact;

/** How far a delivery is. Numbers are stored and append-only. */
public enum DeliveryState {
  /** To be sent, or sent again. */
  PENDING(1),
  /** The receiver answered 2xx. */
  DELIVERED(2),
  /** Given up after the last attempt. */
  DEAD(3);

  private final int number;

  DeliveryState(int number) {
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
  public static DeliveryState of(int number) {
    for (DeliveryState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    throw new IllegalArgumentException("no delivery state has the number " + number);
  }
}
