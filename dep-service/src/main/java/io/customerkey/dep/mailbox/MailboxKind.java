package io.customerkey.dep.mailbox;

/** What a mailbox is (F5). Numbers are stored and append-only. */
public enum MailboxKind {
  /** A person's. */
  USER(1, true),
  /** A person's elsewhere, known here. */
  MAIL_USER(2, true),
  /** Of several persons; needs no licence. */
  SHARED(3, false);

  private final int number;
  private final boolean needsLicence;

  MailboxKind(int number, boolean needsLicence) {
    this.number = number;
    this.needsLicence = needsLicence;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /** Whether it may have a customer's policy only with a licence. */
  public boolean needsLicence() {
    return needsLicence;
  }

  /**
   * @param number as stored
   * @return the kind
   * @throws IllegalArgumentException for a number nobody has
   */
  public static MailboxKind of(int number) {
    for (MailboxKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no mailbox kind has the number " + number);
  }
}
