package io.customerkey.crypto.id;

/** What a policy protects. The numbers are part of the formats and append-only. */
public enum Workload {
  /** Mailboxes. */
  EXCHANGE(1),
  /** Sites and their files. */
  SHAREPOINT(2);

  private final int number;

  Workload(int number) {
    this.number = number;
  }

  /**
   * {@return the value of that number}
   *
   * @param number as written in a format
   * @throws IllegalArgumentException for a number nobody has
   */
  public static Workload of(int number) {
    for (var value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no workload has the number " + number);
  }

  /** {@return as written in a format, 1 to 255} */
  public int number() {
    return number;
  }
}
