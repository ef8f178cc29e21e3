package io.customerkey.unwrap.azure;

/** A success lacks what it should hold. */
final class UnreadableAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableAnswerException() {
    super("answer not readable");
  }
}
