package io.customerkey.servicekit.failure;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Turns what a service method fails with into a status: our refusals whole, anything else into
 * INTERNAL with no detail (the log has it; a foreign message could hold bytes of a key or of
 * content, so only its type and place are logged).
 */
@ApplicationScoped
public class GrpcFailureHandler implements ExceptionHandlerProvider {
  private static final Logger LOG = Logger.getLogger(GrpcFailureHandler.class);

  @Override
  public <Q, S> ExceptionHandler<Q, S> createHandler(
      ServerCall.Listener<Q> listener, ServerCall<Q, S> call, Metadata metadata) {
    return new ExceptionHandler<>(listener, call, metadata) {
      @Override
      protected void handleException(Throwable thrown, ServerCall<Q, S> failed, Metadata headers) {
        StatusRuntimeException status = status(thrown);
        Metadata trailers = status.getTrailers();
        failed.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
      }
    };
  }

  @Override
  public Throwable transform(Throwable thrown) {
    return status(thrown);
  }

  /** The status that the caller gets. */
  public static StatusRuntimeException status(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case CustomerKeyException own -> {
        if (own.reason() == FailureReason.FAILURE_REASON_INTERNAL) {
          LOG.errorf("a call failed with %s", Trace.of(own));
        }
        yield GrpcFailures.toStatus(own);
      }
      case StatusRuntimeException status ->
          GrpcFailures.toStatus(GrpcFailures.fromThrowable(status));
      case StatusException status -> GrpcFailures.toStatus(GrpcFailures.fromThrowable(status));
      default -> {
        LOG.errorf("a call failed with %s", Trace.of(cause));
        yield GrpcFailures.toStatus(
            CustomerKeyException.of(FailureReason.FAILURE_REASON_INTERNAL, "internal error"));
      }
    };
  }
}
