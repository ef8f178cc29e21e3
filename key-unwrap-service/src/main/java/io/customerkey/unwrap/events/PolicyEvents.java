package io.customerkey.unwrap.events;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of changed policy settings. The event is a hint; what is believed is the signed statement
 * in it. One that is not believed is logged and left behind, the topic keeps it.
 */
@ApplicationScoped
public class PolicyEvents {
  private static final Logger LOG = Logger.getLogger(PolicyEvents.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Settings that wait for the database while others are heard. */
  private static final int MOST_WAITING = 1_000;

  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final RecordBook records;

  PolicyEvents(RecordBook records) {
    this.records = records;
  }

  /** Settings that cannot be written now keep no suspension behind them from being heard. */
  @Incoming("policy")
  Uni<Void> changed(byte[] payload) {
    Uni<Void> settled =
        Uni.createFrom()
            .deferred(() -> settle(payload))
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .onFailure(PolicyEvents::isSenseless)
            .recoverWithUni(failure -> {
              LOG.errorf("policy settings are not believed: %s", Trace.of(failure));
              return Uni.createFrom().voidItem();
            })
            .onFailure()
            .invoke(failure -> LOG.warnf("policy settings wait: %s", Trace.of(failure)));
    return settled
        .onFailure()
        .recoverWithUni(() -> room.tryAcquire() ? beside(settled) : again(settled));
  }

  private Uni<Void> beside(Uni<Void> settled) {
    again(settled)
        .onTermination()
        .invoke(() -> room.release())
        .subscribe()
        .with(done -> {}, failure -> {});
    return Uni.createFrom().voidItem();
  }

  private static Uni<Void> again(Uni<Void> settled) {
    return settled
        .onFailure()
        .retry()
        .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(10))
        .indefinitely();
  }

  private Uni<Void> settle(byte[] payload) {
    try {
      return records
          .settle(Statements.fromProto(PolicyChanged.parseFrom(payload).getSettings()))
          .replaceWithVoid();
    } catch (InvalidProtocolBufferException malformed) {
      return Uni.createFrom()
          .failure(RefusedException.of(Reason.RECORD_NOT_TRUSTED, "the event is malformed"));
    }
  }

  private static boolean isSenseless(Throwable failure) {
    return failure instanceof RefusedException || failure instanceof CustomerKeyException;
  }
}
