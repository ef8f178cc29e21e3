package io.customerkey.unwrap.attempt;

/** The log of attempts does not answer. */
public final class LogAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what was seen
   */
  public LogAwayException(Throwable cause) {
    super("the log of attempts does not answer", cause);
  }
}
