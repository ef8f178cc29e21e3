package io.customerkey.unwrap.assembly;

import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.verdict.History;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes evidence whose retention is over. */
@ApplicationScoped
public class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final int BATCH = 1_000;
  private static final int BATCHES = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final History history;
  private final Settings settings;
  private final Clock clock;

  Housekeeping(History history, Settings settings, Clock clock) {
    this.history = history;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    Instant before = clock.instant().minus(settings.retention());
    return Multi.createBy()
        .repeating()
        .uni(() -> history.forget(before, BATCH))
        .withDelay(PAUSE)
        .until(done -> done)
        .select()
        .first(BATCHES)
        .onItem()
        .ignoreAsUni()
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("old evidence is not deleted: %s", Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }
}
