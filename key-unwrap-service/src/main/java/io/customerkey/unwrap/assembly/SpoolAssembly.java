package io.customerkey.unwrap.assembly;

import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.spool.Spool;
import io.customerkey.unwrap.spool.SpoolingLog;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Puts the log of attempts together, and lets what it spooled be written up. */
@ApplicationScoped
public class SpoolAssembly {
  private static final Logger LOG = Logger.getLogger(SpoolAssembly.class);

  private final Optional<Spool> spool;
  private final Optional<SpoolingLog> spooling;
  private final DurableLog database;
  private final Alerts alerts;
  private final Executor disk;

  SpoolAssembly(
      SpoolSettings settings,
      DurableLog database,
      KeyUriParser keys,
      Alerts alerts,
      MeterRegistry meters,
      Vertx vertx) {
    this.database = database;
    this.spool = settings.folder().map(folder -> open(folder, settings, keys, alerts));
    this.alerts = alerts;
    this.disk =
        task ->
            vertx.executeBlocking(
                () -> {
                  task.run();
                  return true;
                },
                false);
    this.spooling = spool.map(this::spooling);
    spool.ifPresentOrElse(
        kept -> meters.gauge("customerkey_spool_bytes", kept, Spool::size),
        () -> LOG.warn("customerkey.spool.folder is not set: nothing is spooled"));
  }

  private static Spool open(Path folder, SpoolSettings settings, KeyUriParser keys, Alerts alerts) {
    try {
      Spool opened = Spool.open(folder, settings.limit().asLongValue(), keys);
      if (opened.dropped() > 0) {
        alerts.raise(
            Alert.ROW_UNREADABLE,
            opened.dropped() + " bytes at the end of the spool were no entry");
      }
      return opened;
    } catch (IOException unusable) {
      throw new UncheckedIOException("customerkey.spool.folder cannot be used", unusable);
    }
  }

  @Produces
  @Singleton
  AttemptLog attempts() {
    return spooling.<AttemptLog>map(log -> log).orElse(database);
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> writeUp() {
    return spooling
        .map(SpoolingLog::writeUp)
        .orElseGet(() -> Uni.createFrom().voidItem())
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("spooled attempts are not written up: %s", Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }

  /** An instance that is gone for good may have left attempts behind. */
  @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> writeUpOthers() {
    return Uni.createFrom()
        .item(() -> spool.flatMap(this::leftBehind))
        .runSubscriptionOn(disk)
        .chain(left -> left.map(this::writeUp).orElseGet(() -> Uni.createFrom().voidItem()))
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("attempts of another instance are not written up: %s", Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }

  private Optional<Spool> leftBehind(Spool own) {
    try {
      return own.leftBehind();
    } catch (IOException unreadable) {
      alerts.raise(Alert.SPOOL_BROKEN, unreadable.getClass().getName());
      throw new UncheckedIOException(unreadable);
    }
  }

  private Uni<Void> writeUp(Spool left) {
    return spooling(left)
        .writeUp()
        .onTermination()
        .invoke(() -> {
          try {
            left.close();
          } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
          }
        });
  }

  private SpoolingLog spooling(Spool kept) {
    return new SpoolingLog(database, kept, disk, alerts);
  }

  @PreDestroy
  void close() throws IOException {
    if (spool.isPresent()) {
      spool.get().close();
    }
  }
}
