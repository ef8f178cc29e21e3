package io.customerkey.unwrap.api;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** This service's refusals as the protocol's. */
final class Refusals {
  private Refusals() {}

  static <T> Uni<T> guard(Supplier<Uni<? extends T>> work) {
    return Uni.createFrom().<T>deferred(work).onFailure().transform(Refusals::translate);
  }

  static FailureReason reason(Reason reason) {
    return FailureReason.valueOf("FAILURE_REASON_" + reason.name());
  }

  static Throwable translate(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RefusedException refused ? toProtocol(refused) : cause;
  }

  private static CustomerKeyException toProtocol(RefusedException refused) {
    var failure = CustomerKeyException.of(reason(refused.reason()), refused.message());
    for (var detail : refused.details().entrySet()) {
      failure = failure.with(detail.getKey(), detail.getValue());
    }
    return refused.retryAfter().isPresent()
        ? failure.retryAfter(refused.retryAfter().get())
        : failure;
  }
}
