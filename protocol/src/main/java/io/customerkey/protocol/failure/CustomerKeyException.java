package io.customerkey.protocol.failure;

import io.customerkey.protocol.common.v1.FailureReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal with a stable reason: it says whose fault it is and what to do. Messages are for people
 * and never hold key material or content. {@link GrpcFailures} carries it over the wire and back.
 */
public final class CustomerKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final transient Map<String, String> metadata;
  private final transient Optional<Duration> retryAfter;

  private CustomerKeyException(
      FailureReason reason,
      String message,
      Map<String, String> metadata,
      Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
    this.retryAfter = retryAfter;
  }

  /** A refusal without further data. */
  public static CustomerKeyException of(FailureReason reason, String message) {
    return new CustomerKeyException(reason, message, Map.of(), Optional.empty());
  }

  /** A malformed argument; {@code field} is named in the metadata. */
  public static CustomerKeyException invalid(String field, String message) {
    return of(FailureReason.FAILURE_REASON_ARGUMENT_INVALID, field + ": " + message)
        .with("field", field);
  }

  /** An argument over its limit; {@code field} and {@code limit} are named in the metadata. */
  public static CustomerKeyException limit(String field, long limit, String message) {
    return of(FailureReason.FAILURE_REASON_LIMIT_EXCEEDED, field + ": " + message)
        .with("field", field)
        .with("limit", Long.toString(limit));
  }

  /** The same refusal with one more entry of metadata, for example {@code policy}. */
  public CustomerKeyException with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(key, value);
    return copy(more, retryAfter);
  }

  /** The same refusal with a hint when to try again. */
  public CustomerKeyException retryAfter(Duration delay) {
    return copy(metadata, Optional.of(delay));
  }

  private CustomerKeyException copy(Map<String, String> more, Optional<Duration> delay) {
    CustomerKeyException copy =
        new CustomerKeyException(reason, String.valueOf(getMessage()), more, delay);
    copy.setStackTrace(getStackTrace());
    if (getCause() != null) {
      copy.initCause(getCause());
    }
    return copy;
  }

  /** Why. */
  public FailureReason reason() {
    return reason;
  }

  /** Reason as on the wire, without the enum's prefix: {@code CUSTOMER_KEY_DENIED}. */
  public String reasonName() {
    return GrpcFailures.name(reason);
  }

  /** What the refusal is about: {@code policy}, {@code verdict}, {@code field}, {@code limit}. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** When to try again, where that makes sense. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public boolean retryable() {
    return GrpcFailures.retryable(reason);
  }
}
