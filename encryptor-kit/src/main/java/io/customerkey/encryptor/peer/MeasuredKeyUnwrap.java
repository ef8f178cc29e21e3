package io.customerkey.encryptor.peer;

import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.encryptor.objectkey.KeyRequest;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.OpenedKey;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/**
 * Measures requests to key-unwrap-service: {@code customerkey.key.requests}, a timer by what was
 * asked and how it ended ({@code OK} or the reason).
 */
final class MeasuredKeyUnwrap<K extends ObjectKey> implements KeyUnwrap<K> {
  private final KeyUnwrap<K> measured;
  private final MeterRegistry meters;

  MeasuredKeyUnwrap(KeyUnwrap<K> measured, MeterRegistry meters) {
    this.measured = measured;
    this.meters = meters;
  }

  @Override
  public Uni<OpenedKey<K>> generate(KeyRequest request) {
    return measure("generate", measured.generate(request));
  }

  @Override
  public Uni<OpenedKey<K>> unwrap(KeyRequest request, WrappedKey wrapped) {
    return measure("unwrap", measured.unwrap(request, wrapped));
  }

  @Override
  public Uni<Rewrapped> rewrap(RewrapOrder order, PackedKeys keys, PolicyRecord source) {
    return measure("rewrap", measured.rewrap(order, keys, source));
  }

  private <T> Uni<T> measure(String act, Uni<T> request) {
    return Uni.createFrom()
        .deferred(() -> {
          Timer.Sample sample = Timer.start(meters);
          return request
              .invoke(() -> sample.stop(timer(act, "OK")))
              .onFailure()
              .invoke(failure -> sample.stop(timer(act, reason(failure))));
        });
  }

  private Timer timer(String act, String outcome) {
    return meters.timer("customerkey.key.requests", "act", act, "outcome", outcome);
  }

  private static String reason(Throwable failure) {
    return failure instanceof CustomerKeyException known ? known.reasonName() : "INTERNAL";
  }
}
