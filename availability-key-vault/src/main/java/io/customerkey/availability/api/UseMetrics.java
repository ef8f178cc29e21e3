package io.customerkey.availability.api;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Counts uses of availability keys by operation and result: {@code served} or the reason of the
 * refusal.
 */
@Singleton
final class UseMetrics {
  private static final String NAME = "customerkey.availability.uses";

  private final MeterRegistry registry;

  UseMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  <T> Uni<T> count(String operation, Uni<T> use) {
    return use.onItemOrFailure()
        .invoke((item, failure) ->
            registry.counter(NAME, "operation", operation, "result", result(failure)).increment());
  }

  private static String result(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "served";
      case CustomerKeyException refusal -> refusal.reasonName();
      default -> "INTERNAL";
    };
  }
}
