package io.customerkey.crypto.id;

/**
 * Which root key a copy of a policy key is wrapped by. The numbers are part of the formats and
 * append-only.
 */
public enum Slot {
  /** The first customer key. */
  CUSTOMER_1(1),
  /** The second customer key. */
  CUSTOMER_2(2),
  /** The availability key. */
  AVAILABILITY(3);

  private final int number;

  Slot(int number) {
    this.number = number;
  }

  /**
   * {@return the value of that number}
   *
   * @param number as written in a format
   * @throws IllegalArgumentException for a number nobody has
   */
  public static Slot of(int number) {
    for (var value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no slot has the number " + number);
  }

  /** {@return as written in a format, 1 to 255} */
  public int number() {
    return number;
  }
}
