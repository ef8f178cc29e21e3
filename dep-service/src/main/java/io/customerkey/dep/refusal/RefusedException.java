package io.customerkey.dep.refusal;

import java.util.Optional;
import java.util.OptionalLong;

/** An admin's request that a rule of this service refuses. The message is for people. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final String field;
  private final long limit;

  private RefusedException(Refusal refusal, String field, long limit, String message) {
    super(message);
    this.refusal = refusal;
    this.field = field;
    this.limit = limit;
  }

  /** A refusal about {@code field} of the request. */
  public static RefusedException of(Refusal refusal, String field, String message) {
    return new RefusedException(refusal, field, -1, message);
  }

  /** A refusal because {@code field} would exceed {@code limit}. */
  public static RefusedException limit(Refusal refusal, String field, long limit, String message) {
    return new RefusedException(refusal, field, limit, message);
  }

  /** Which rule. */
  public Refusal refusal() {
    return refusal;
  }

  /** What it is about: a body field or a path parameter. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** The limit that would be exceeded. */
  public OptionalLong limit() {
    return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
  }
}
