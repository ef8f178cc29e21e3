package io.customerkey.unwrap.assembly;

import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.attempt.AttemptObserver;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.verdict.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts calls to vaults by what they were and what came of them. */
@Singleton
final class AttemptMetrics implements AttemptObserver {
  private static final Logger LOG = Logger.getLogger(AttemptMetrics.class);

  private final MeterRegistry meters;

  AttemptMetrics(MeterRegistry meters) {
    this.meters = meters;
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
      LOG.infof(
          "vault %s: %s %s %s (%d %s)",
          completion.intent().key().host(),
          operation,
          completion.outcome(),
          completion.reason(),
          completion.evidence().httpStatus(),
          completion.evidence().errorCode());
    }
  }

  @Override
  public void unwritten(Throwable failure) {
    LOG.warnf("a success was not written down: %s", Trace.of(failure));
  }
}
