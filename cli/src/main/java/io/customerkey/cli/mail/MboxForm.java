package io.customerkey.cli.mail;

/**
 * How an mbox file quotes lines of a message that begin with {@code From } (RFC 4155 names them).
 */
public enum MboxForm {
  /** {@code >} before {@code From }, {@code >From }, {@code >>From } …: nothing is lost. */
  MBOXRD,
  /** {@code >} before {@code From } only. */
  MBOXO;

  /** Whether a line that begins with so many {@code >} and {@code From } has one too many. */
  boolean isQuoted(int marks) {
    return switch (this) {
      case MBOXRD -> marks > 0;
      case MBOXO -> marks == 1;
    };
  }
}
