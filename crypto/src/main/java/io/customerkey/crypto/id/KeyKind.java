package io.customerkey.crypto.id;

/** What a wrapped key encrypts. The numbers are part of the formats and append-only. */
public enum KeyKind {
  /** The items of a mailbox; wrapped by a policy key. */
  MAILBOX(1),
  /** The chunk keys, manifests and names of a site; wrapped by a policy key. */
  SITE(2),
  /** One chunk of a file; wrapped by a site key. */
  CHUNK(3);

  private final int number;

  KeyKind(int number) {
    this.number = number;
  }

  /**
   * {@return the value of that number}
   *
   * @param number as written in a format
   * @throws IllegalArgumentException for a number nobody has
   */
  public static KeyKind of(int number) {
    for (var value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no kind of key has the number " + number);
  }

  /** {@return as written in a format, 1 to 255} */
  public int number() {
    return number;
  }
}
