package io.customerkey.encryptor.assembly;

import io.customerkey.encryptor.lease.LeasedKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code customerkey.cached.keys}: how many plain keys this instance holds under leases now. */
@Singleton
final class KeyMetrics {
  void register(@Observes StartupEvent event, LeasedKeys<?> leased, MeterRegistry meters) {
    Gauge.builder("customerkey.cached.keys", leased, LeasedKeys::size)
        .description("Plain keys held under leases")
        .register(meters);
  }
}
