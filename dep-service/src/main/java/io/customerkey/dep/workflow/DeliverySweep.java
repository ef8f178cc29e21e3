package io.customerkey.dep.workflow;

import io.customerkey.dep.contact.Deliveries;
import io.customerkey.dep.contact.Delivery;
import io.customerkey.dep.contact.DeliveryLog;
import io.customerkey.dep.contact.DeliveryRules;
import io.customerkey.dep.contact.Messenger;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells contacts what is due. No receiver waits for another's answer. */
@ApplicationScoped
public class DeliverySweep {
  private static final Logger LOG = Logger.getLogger(DeliverySweep.class);
  private static final int AT_ONCE = 128;

  /** Longer than any attempt takes. */
  private static final Duration HOLD = Duration.ofMinutes(1);

  private final AtomicInteger running = new AtomicInteger();
  private final Deliveries deliveries;
  private final DeliveryLog log;
  private final Messenger messenger;
  private final DeliveryRules rules;
  private final Duration retention;
  private final Clock clock;

  DeliverySweep(
      Deliveries deliveries,
      DeliveryLog log,
      Messenger messenger,
      DeliveryRules rules,
      @ConfigProperty(name = "customerkey.webhook.retention", defaultValue = "30d")
          Duration retention,
      Clock clock) {
    this.deliveries = deliveries;
    this.log = log;
    this.messenger = messenger;
    this.rules = rules;
    this.retention = retention;
    this.clock = clock;
  }

  @Scheduled(
      every = "${customerkey.webhook.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    int room = AT_ONCE - running.get();
    return room <= 0
        ? Uni.createFrom().voidItem()
        : quiet(deliveries.claim(room, HOLD).invoke(this::startAll).replaceWithVoid());
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return quiet(log.forget(clock.instant().minus(retention)));
  }

  private void startAll(List<Delivery> claimed) {
    claimed.forEach(this::start);
  }

  private void start(Delivery delivery) {
    running.incrementAndGet();
    messenger
        .tell(delivery)
        .chain(answer ->
            deliveries.attempted(
                delivery.id(), answer, rules.again(delivery.attempts(), answer, clock.instant())))
        .onTermination()
        .invoke(running::decrementAndGet)
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOG.warnf(
                    "what became of delivery %s is not written, so it is sent again: %s",
                    delivery.id(), failure.getClass().getSimpleName()));
  }

  private static Uni<Void> quiet(Uni<Void> beat) {
    return beat.onFailure()
        .invoke(failure -> LOG.warnf("the sweep waits: %s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }
}
