package io.customerkey.cli.failure;

import java.util.Map;
import java.util.TreeMap;

/**
 * Ends a command: a reason for programs, a message and advice for people. Never holds content or
 * secrets.
 */
public final class CkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String reason;
  private final String advice;
  private final transient Map<String, String> details;

  /**
   * A failure in full.
   *
   * @param exit how the command ends
   * @param reason stable name, upper case
   * @param message what happened, one sentence
   * @param advice what to do, or empty
   * @param details more for programs: {@code policy}, {@code verdict}, {@code field}, {@code
   *     requestId}
   */
  public CkException(
      ExitCode exit, String reason, String message, String advice, Map<String, String> details) {
    super(message);
    this.exit = exit;
    this.reason = reason;
    this.advice = advice;
    this.details = new TreeMap<>(details);
  }

  /**
   * {@return a wrong command line}
   *
   * @param message what is wrong with it
   */
  public static CkException usage(String message) {
    return new CkException(ExitCode.USAGE, "USAGE", message, "", Map.of());
  }

  /**
   * {@return an obstacle on this machine}
   *
   * @param message what stands in the way
   * @param advice what to do
   */
  public static CkException local(String message, String advice) {
    return new CkException(ExitCode.LOCAL, "LOCAL", message, advice, Map.of());
  }

  /** {@return how the command ends} */
  public ExitCode exit() {
    return exit;
  }

  /** {@return stable name} */
  public String reason() {
    return reason;
  }

  /** {@return what to do, or empty} */
  public String advice() {
    return advice;
  }

  /** {@return more for programs} */
  public Map<String, String> details() {
    return details;
  }
}
