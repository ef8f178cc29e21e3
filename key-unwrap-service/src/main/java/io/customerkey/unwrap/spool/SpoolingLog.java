package io.customerkey.unwrap.spool;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.LogAwayException;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The log of attempts that goes on while the database is away: then attempts are kept in a spool,
 * and written up in their order when it is back. They have no number, so they clear nothing,
 * neither here nor then. As long as anything is spooled everything is, so that the order holds.
 */
public final class SpoolingLog implements AttemptLog {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DurableLog database;
  private final Spool spool;
  private final Executor disk;
  private final Alerts alerts;
  private final Duration patience;
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * @param database may be away
   * @param spool keeps what it cannot take
   * @param disk runs what waits for the disk
   * @param alerts hear of entries that cannot be written up, whatever is tried, and of a broken
   *     disk
   */
  public SpoolingLog(DurableLog database, Spool spool, Executor disk, Alerts alerts) {
    this(database, spool, disk, alerts, PATIENCE);
  }

  SpoolingLog(DurableLog database, Spool spool, Executor disk, Alerts alerts, Duration patience) {
    this.database = database;
    this.spool = spool;
    this.disk = disk;
    this.alerts = alerts;
    this.patience = patience;
  }

  @Override
  public Uni<Long> begin(Intent intent) {
    return orSpooled(
        () -> database.begin(intent), new SpoolEntry.Begun(intent), AttemptResult.UNNUMBERED);
  }

  @Override
  public Uni<Learnt> complete(Completion completion) {
    return orSpooled(
        () -> database.complete(completion), new SpoolEntry.Ended(completion), Learnt.NOTHING);
  }

  private <T> Uni<T> orSpooled(Callable<Uni<T>> write, SpoolEntry entry, T otherwise) {
    return Uni.createFrom()
        .deferred(() ->
            spool.isEmpty()
                ? limited(call(write))
                    .onFailure(LogAwayException.class)
                    .recoverWithUni(() -> spooled(entry, otherwise))
                : spooled(entry, otherwise));
  }

  private static <T> Uni<T> call(Callable<Uni<T>> write) {
    try {
      return write.call();
    } catch (Exception failure) {
      return Uni.createFrom().failure(failure);
    }
  }

  /** A connection that froze is as good as none. */
  private <T> Uni<T> limited(Uni<T> write) {
    return write
        .ifNoItem()
        .after(patience)
        .failWith(() -> new LogAwayException(new IOException("no answer within " + patience)));
  }

  private <T> Uni<T> spooled(SpoolEntry entry, T otherwise) {
    return onDisk(
            () -> {
              spool.append(entry);
              return true;
            })
        .replaceWith(otherwise);
  }

  private <T> Uni<T> onDisk(Callable<T> work) {
    return Uni.createFrom()
        .item(() -> {
          try {
            T done = work.call();
            broken.set(false);
            return done;
          } catch (RefusedException full) {
            throw full;
          } catch (Exception trouble) {
            if (!broken.getAndSet(true)) {
              alerts.raise(Alert.SPOOL_BROKEN, trouble.getClass().getName());
            }
            RefusedException refusal =
                RefusedException.of(
                    Reason.DEPENDENCY_UNAVAILABLE, "attempts cannot be spooled: disk trouble");
            refusal.addSuppressed(trouble);
            throw refusal;
          }
        })
        .runSubscriptionOn(disk);
  }

  /**
   * @return nothing, once all that is spooled is written up; fails while the database is away
   */
  public Uni<Void> writeUp() {
    return spool.isEmpty()
        ? Uni.createFrom().voidItem()
        : Multi.createBy()
            .repeating()
            .uni(this::batch)
            .whilst(count -> count > 0)
            .onItem()
            .ignoreAsUni();
  }

  private Uni<Integer> batch() {
    return onDisk(spool::oldest)
        .invoke(oldest -> {
          if (oldest.dropped() > 0) {
            alerts.raise(Alert.ROW_UNREADABLE, oldest.dropped() + " bytes of the spool");
          }
        })
        .chain(oldest ->
            Multi.createFrom()
                .iterable(oldest.entries())
                .onItem()
                .transformToUniAndConcatenate(entry ->
                    written(entry)
                        .chain(() ->
                            onDisk(() -> {
                              spool.written(entry);
                              return true;
                            })))
                .collect()
                .asList()
                .map(List::size));
  }

  private Uni<Void> written(byte[] bytes) {
    return Uni.createFrom()
        .deferred(() ->
            switch (spool.parse(bytes)) {
              case SpoolEntry.Begun begun -> limited(database.late(begun.intent()));
              case SpoolEntry.Ended ended ->
                  limited(database.complete(ended.completion())).replaceWithVoid();
            })
        .onFailure(failure -> !(failure instanceof LogAwayException))
        .recoverWithUni(failure -> {
          alerts.raise(Alert.ROW_UNREADABLE, "a spooled attempt: " + failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }
}
