package io.customerkey.crypto;

/**
 * Input that cryptography refuses: tampered, truncated, of another object, or not of our formats.
 * It is the only exception for that, whatever byte was wrong, and says no more than which kind of
 * thing was refused, so that nobody can learn from it where a forgery failed.
 *
 * <p>Mistakes of the calling code (a closed key, a buffer too small, a call out of order) are
 * {@link IllegalStateException} and {@link IllegalArgumentException} instead.
 */
public final class CryptoRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was refused. */
  public enum Subject {
    /** A wrapped mailbox, site or chunk key. */
    WRAPPED_KEY,
    /** A copy of a policy key, or a key that fails its check value. */
    POLICY_KEY_COPY,
    /** Encrypted content: an item's stream or a file's chunk. */
    CONTENT,
    /** The manifest of a file version. */
    MANIFEST,
    /** The encrypted name of a file or folder. */
    NAME,
    /** Bytes that are not of the format they should be. */
    FORMAT
  }

  private final Subject subject;

  /**
   * Refuses something of the given kind.
   *
   * @param subject what was refused
   */
  public CryptoRefusedException(Subject subject) {
    super("refused: " + subject);
    this.subject = subject;
  }

  /** {@return what was refused} */
  public Subject subject() {
    return subject;
  }
}
