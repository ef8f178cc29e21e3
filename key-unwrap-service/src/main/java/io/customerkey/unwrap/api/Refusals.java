package io.customerkey.unwrap.api;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * This service's refusals as the protocol's; operators are called for those that nobody expects.
 */
@Singleton
final class Refusals {
  private final Alerts alerts;

  Refusals(Alerts alerts) {
    this.alerts = alerts;
  }

  <T> Uni<T> guard(Supplier<Uni<? extends T>> work) {
    return Uni.createFrom().<T>deferred(work).onFailure().transform(this::translate);
  }

  /**
   * As {@link #guard}, for work that begins at once and whose later failures are translated where
   * they are waited for: an answer that is there costs nothing more.
   */
  <T> Uni<T> guardNow(Supplier<Uni<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException refused) {
      return Uni.createFrom().failure(translate(refused));
    }
  }

  static FailureReason reason(Reason reason) {
    return FailureReason.valueOf("FAILURE_REASON_" + reason.name());
  }

  Throwable translate(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RefusedException refused) {
      alert(refused.reason())
          .ifPresent(alert -> alerts.raise(alert, refused.message() + " " + refused.details()));
      return toProtocol(refused);
    }
    return cause;
  }

  private static Optional<Alert> alert(Reason reason) {
    return switch (reason) {
      case RECORD_NOT_TRUSTED -> Optional.of(Alert.RECORD_NOT_TRUSTED);
      case KEY_MATERIAL_FAULT -> Optional.of(Alert.KEY_MATERIAL_FAULT);
      case CUSTOMER_KEY_DENIED,
          POLICY_SUSPENDED,
          VAULT_UNAVAILABLE,
          OVERLOADED,
          RECORD_NEEDED,
          POLICY_PURGED,
          POLICY_NOT_ACTIVE,
          POLICY_DRAINING,
          ORDER_INVALID,
          CALLER_NOT_ALLOWED,
          PURPOSE_NOT_ALLOWED,
          WRAPPED_KEY_REJECTED,
          LIMIT_EXCEEDED,
          ARGUMENT_INVALID,
          VAULT_NOT_YOURS,
          NOT_FOUND,
          DEPENDENCY_UNAVAILABLE ->
          Optional.empty();
    };
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
