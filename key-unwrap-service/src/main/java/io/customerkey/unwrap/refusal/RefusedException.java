package io.customerkey.unwrap.refusal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call is refused for a reason that the caller can act on. Carries no secret and no text of
 * another system.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Map<String, String> details;
  private final transient Optional<Duration> retryAfter;

  private RefusedException(
      Reason reason, String message, Map<String, String> details, Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /**
   * @param reason why
   * @param message for people
   * @return the refusal
   */
  public static RefusedException of(Reason reason, String message) {
    return new RefusedException(reason, message, Map.of(), Optional.empty());
  }

  /**
   * @param field name of the argument, as in the message of the protocol
   * @param message for people
   * @return a refusal of that argument
   */
  public static RefusedException argument(String field, String message) {
    return new RefusedException(
        Reason.ARGUMENT_INVALID, message, Map.of("field", field), Optional.empty());
  }

  /**
   * @param field name of the argument
   * @param limit the most that is allowed
   * @return a refusal of too much
   */
  public static RefusedException limit(String field, long limit) {
    return new RefusedException(
        Reason.LIMIT_EXCEEDED,
        field + " is limited to " + limit,
        Map.of("field", field, "limit", Long.toString(limit)),
        Optional.empty());
  }

  /**
   * @param name of a detail
   * @param value of it, not secret
   * @return the same refusal with that detail
   */
  public RefusedException with(String name, String value) {
    var more = new java.util.HashMap<>(details);
    more.put(name, value);
    return new RefusedException(reason, message(), Map.copyOf(more), retryAfter);
  }

  /**
   * @param wait before trying again
   * @return the same refusal with that advice
   */
  public RefusedException retryAfter(Duration wait) {
    return new RefusedException(reason, message(), details, Optional.of(wait));
  }

  /**
   * @return why
   */
  public Reason reason() {
    return reason;
  }

  /**
   * @return details for the caller's program
   */
  public Map<String, String> details() {
    return details;
  }

  /**
   * @return when to try again, if that makes sense
   */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * @return for people
   */
  public String message() {
    String message = getMessage();
    return message == null ? reason.name() : message;
  }
}
