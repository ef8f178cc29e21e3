package io.customerkey.unwrap.assembly;

import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.attempt.AttemptObserver;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.verdict.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts calls to vaults by what they were and what came of them. Operators are called where our
 * side is to blame: a fault of ours, or our credential.
 */
@Singleton
final class AttemptMetrics implements AttemptObserver {
  private static final Logger LOG = Logger.getLogger(AttemptMetrics.class);

  private final MeterRegistry meters;
  private final Alerts alerts;

  AttemptMetrics(MeterRegistry meters, Alerts alerts) {
    this.meters = meters;
    this.alerts = alerts;
  }

  @Override
  public void completed(Completion completion) {
    String operation = completion.intent().cause().operation().text();
    meters
        .timer(
            "customerkey_vault_call_seconds",
            "operation",
            operation,
            "outcome",
            completion.outcome().name(),
            "reason",
            completion.reason())
        .record(Duration.between(completion.evidence().started(), completion.evidence().ended()));
    if (completion.outcome() != Outcome.OK) {
      String line =
          String.format(
              Locale.ROOT,
              "vault %s: %s %s %s (%d %s), policy %s",
              completion.intent().key().host(),
              operation,
              completion.outcome(),
              completion.reason(),
              completion.evidence().httpStatus(),
              completion.evidence().errorCode(),
              completion.intent().cause().ref().policy());
      alert(completion).ifPresentOrElse(alert -> alerts.raise(alert, line), () -> LOG.info(line));
    }
  }

  private static Optional<Alert> alert(Completion completion) {
    if (completion.outcome() == Outcome.FAULT) {
      return Optional.of(Alert.KEY_MATERIAL_FAULT);
    }
    return completion.reason().equals(UnavailableReason.OUR_CREDENTIAL.text())
        ? Optional.of(Alert.OUR_CREDENTIAL)
        : Optional.empty();
  }

  @Override
  public void unwritten(Throwable failure) {
    LOG.warnf("an answer was not written down: %s", Trace.of(failure));
  }
}
