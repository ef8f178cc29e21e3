package io.customerkey.unwrap.assembly;

import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Measures how long a revocation takes: from the first attempt that a vault refused to the drop of
 * the keys here, and from the start of the attempt that succeeded again to the return of service.
 */
final class VerdictMetrics {
  private static final Logger LOG = Logger.getLogger(VerdictMetrics.class);

  private final RecordBook records;
  private final VerdictBoard board;
  private final MeterRegistry meters;
  private final Clocks clocks;

  VerdictMetrics(RecordBook records, VerdictBoard board, MeterRegistry meters, Clocks clocks) {
    this.records = records;
    this.board = board;
    this.meters = meters;
    this.clocks = clocks;
  }

  void raised(EpochRaised raised) {
    switch (raised.cause()) {
      case DENIED ->
          pair(raised)
              .flatMap(PairState::deniedSince)
              .ifPresent(since -> measured("customerkey_time_to_dark_seconds", raised, since));
      case RESTORED ->
          pair(raised)
              .flatMap(PairState::success)
              .ifPresent(success ->
                  measured("customerkey_time_to_restore_seconds", raised, success.began()));
      case DROP_CACHES, SUSPENDED, PURGED ->
          LOG.infof("keys of policy %s are dropped: %s", raised.policy(), raised.cause());
    }
  }

  private Optional<PairState> pair(EpochRaised raised) {
    return records.known().stream()
        .filter(record -> record.ref().policy().equals(raised.policy()))
        .findFirst()
        .map(record -> board.pair(record.pair()));
  }

  private void measured(String meter, EpochRaised raised, Instant since) {
    Duration took = Duration.between(since, clocks.wall().instant());
    meters.timer(meter).record(took);
    LOG.infof("policy %s is %s after %s", raised.policy(), raised.cause(), took);
  }
}
