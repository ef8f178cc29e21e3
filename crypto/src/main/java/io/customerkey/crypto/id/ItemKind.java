package io.customerkey.crypto.id;

/**
 * What an encrypted stream of a mailbox holds. The numbers are part of the formats and append-only.
 */
public enum ItemKind {
  /** A message. */
  MAIL(1),
  /** An attachment kept apart. */
  ATTACHMENT(2),
  /** A calendar entry. */
  CALENDAR(3),
  /** A chat message. */
  CHAT(4),
  /** A contact. */
  CONTACT(5),
  /** A task. */
  TASK(6),
  /** A note. */
  NOTE(7),
  /** The encrypted properties of an item of any kind: subject, people, folder name. */
  PROPERTIES(255);

  private final int number;

  ItemKind(int number) {
    this.number = number;
  }

  /**
   * {@return the value of that number}
   *
   * @param number as written in a format
   * @throws IllegalArgumentException for a number nobody has
   */
  public static ItemKind of(int number) {
    for (var value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no kind of item has the number " + number);
  }

  /** {@return as written in a format, 1 to 255} */
  public int number() {
    return number;
  }
}
