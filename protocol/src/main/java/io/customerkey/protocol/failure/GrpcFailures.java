package io.customerkey.protocol.failure;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.customerkey.protocol.common.v1.FailureReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failure reason to gRPC status and back: {@code google.rpc.Status} with {@code ErrorInfo{reason,
 * domain="customerkey", metadata}} and, where a retry helps, {@code RetryInfo} (key-unwrap rules
 * §6).
 */
public final class GrpcFailures {
  /** Domain of our {@code ErrorInfo}. */
  public static final String DOMAIN = "customerkey";

  private static final String PREFIX = "FAILURE_REASON_";
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);

  private GrpcFailures() {}

  /** The exception as gRPC sends it. */
  public static StatusRuntimeException toStatus(CustomerKeyException failure) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code(failure.reason()).value())
            .setMessage(String.valueOf(failure.getMessage()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(failure.reasonName())
                        .setDomain(DOMAIN)
                        .putAllMetadata(failure.metadata())
                        .build()));
    if (failure.retryable()) {
      Duration delay = failure.retryAfter().orElse(DEFAULT_RETRY);
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(Durations.fromMillis(delay.toMillis()))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /**
   * What came over the wire as the exception it was. A status of ours comes back whole; a foreign
   * one becomes DEPENDENCY_UNAVAILABLE (the peer did not answer) or INTERNAL.
   */
  public static CustomerKeyException fromThrowable(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CustomerKeyException own) {
        return own;
      }
    }
    com.google.rpc.@Nullable Status status = StatusProto.fromThrowable(thrown);
    if (status == null) {
      var internal =
          CustomerKeyException.of(FailureReason.FAILURE_REASON_INTERNAL, "internal error");
      internal.initCause(thrown);
      return internal;
    }
    return fromStatus(status);
  }

  private static CustomerKeyException fromStatus(com.google.rpc.Status status) {
    CustomerKeyException failure = null;
    Duration delay = null;
    for (Any detail : status.getDetailsList()) {
      try {
        if (detail.is(ErrorInfo.class)) {
          failure = fromInfo(detail.unpack(ErrorInfo.class), status.getMessage());
        } else if (detail.is(RetryInfo.class)) {
          delay =
              Duration.ofMillis(Durations.toMillis(detail.unpack(RetryInfo.class).getRetryDelay()));
        }
      } catch (InvalidProtocolBufferException e) {
        // A detail that cannot be read says nothing; the status code still does.
      }
    }
    if (failure == null) {
      return CustomerKeyException.of(foreign(status.getCode()), status.getMessage());
    }
    return delay == null ? failure : failure.retryAfter(delay);
  }

  private static @Nullable CustomerKeyException fromInfo(ErrorInfo info, String message) {
    if (!info.getDomain().equals(DOMAIN)) {
      return null;
    }
    CustomerKeyException failure = CustomerKeyException.of(reason(info.getReason()), message);
    for (Map.Entry<String, String> entry : info.getMetadataMap().entrySet()) {
      failure = failure.with(entry.getKey(), entry.getValue());
    }
    return failure;
  }

  private static FailureReason foreign(int code) {
    return switch (Status.fromCodeValue(code).getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE;
      case UNAUTHENTICATED, PERMISSION_DENIED -> FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED;
      default -> FailureReason.FAILURE_REASON_INTERNAL;
    };
  }

  static FailureReason reason(String name) {
    for (FailureReason reason : FailureReason.values()) {
      if (reason != FailureReason.UNRECOGNIZED && name(reason).equals(name)) {
        return reason;
      }
    }
    return FailureReason.FAILURE_REASON_INTERNAL;
  }

  static String name(FailureReason reason) {
    return reason.name().startsWith(PREFIX)
        ? reason.name().substring(PREFIX.length())
        : reason.name();
  }

  /** The status code of a reason: key-unwrap rules §6. */
  public static Status.Code code(FailureReason reason) {
    return switch (reason) {
      case FAILURE_REASON_CUSTOMER_KEY_DENIED,
          FAILURE_REASON_POLICY_SUSPENDED,
          FAILURE_REASON_CALLER_NOT_ALLOWED,
          FAILURE_REASON_PURPOSE_NOT_ALLOWED,
          FAILURE_REASON_VAULT_NOT_YOURS ->
          Status.Code.PERMISSION_DENIED;
      case FAILURE_REASON_VAULT_UNAVAILABLE, FAILURE_REASON_DEPENDENCY_UNAVAILABLE ->
          Status.Code.UNAVAILABLE;
      case FAILURE_REASON_OVERLOADED -> Status.Code.RESOURCE_EXHAUSTED;
      case FAILURE_REASON_RECORD_NEEDED,
          FAILURE_REASON_POLICY_PURGED,
          FAILURE_REASON_POLICY_NOT_ACTIVE,
          FAILURE_REASON_POLICY_DRAINING,
          FAILURE_REASON_ORDER_INVALID ->
          Status.Code.FAILED_PRECONDITION;
      case FAILURE_REASON_RECORD_NOT_TRUSTED,
          FAILURE_REASON_KEY_MATERIAL_FAULT,
          FAILURE_REASON_CONTENT_REJECTED ->
          Status.Code.DATA_LOSS;
      case FAILURE_REASON_WRAPPED_KEY_REJECTED,
          FAILURE_REASON_LIMIT_EXCEEDED,
          FAILURE_REASON_ARGUMENT_INVALID ->
          Status.Code.INVALID_ARGUMENT;
      case FAILURE_REASON_NOT_FOUND -> Status.Code.NOT_FOUND;
      case FAILURE_REASON_INTERNAL, FAILURE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Status.Code.INTERNAL;
    };
  }

  static boolean retryable(FailureReason reason) {
    return switch (code(reason)) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }
}
