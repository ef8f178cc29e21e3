package io.customerkey.dep.keyuse;

/** Which key was used. Numbers are stored and append-only. */
public enum KeyUseKind {
  /** A customer's root key, in its vault. */
  CUSTOMER_KEY(1),
  /** An availability key. */
  AVAILABILITY_KEY(2);

  private final int number;

  KeyUseKind(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the kind
   * @throws IllegalArgumentException for a number nobody has
   */
  public static KeyUseKind of(int number) {
    for (KeyUseKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of key use has the number " + number);
  }
}
