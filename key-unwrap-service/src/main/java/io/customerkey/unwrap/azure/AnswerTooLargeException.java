package io.customerkey.unwrap.azure;

/** An answer is larger than any that is right; the rest of it was not read. */
final class AnswerTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException() {
    super("answer too large");
  }
}
