package io.customerkey.unwrap.assembly;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Alerts as errors in the log and as {@code customerkey_alerts_total}, from 0 on for each kind. */
@Singleton
final class LoggedAlerts implements Alerts {
  private static final Logger LOG = Logger.getLogger(LoggedAlerts.class);

  private final Map<Alert, Counter> counters = new EnumMap<>(Alert.class);

  LoggedAlerts(MeterRegistry meters) {
    for (Alert alert : Alert.values()) {
      counters.put(alert, meters.counter("customerkey_alerts", "alert", alert.text()));
    }
  }

  @Override
  public void raise(Alert alert, String about) {
    Objects.requireNonNull(counters.get(alert)).increment();
    LOG.errorf("%s: %s", alert.text(), about);
  }
}
