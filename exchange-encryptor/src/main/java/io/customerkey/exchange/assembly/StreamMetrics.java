package io.customerkey.exchange.assembly;

import io.customerkey.exchange.content.ItemReader;
import io.customerkey.exchange.content.ItemWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code customerkey.content.streams}: uploads and downloads that run in this instance now. */
@Singleton
final class StreamMetrics {
  void register(
      @Observes StartupEvent event, ItemWriter writer, ItemReader reader, MeterRegistry meters) {
    Gauge.builder("customerkey.content.streams", writer, ItemWriter::running)
        .tag("direction", "upload")
        .register(meters);
    Gauge.builder("customerkey.content.streams", reader, ItemReader::running)
        .tag("direction", "download")
        .register(meters);
  }
}
