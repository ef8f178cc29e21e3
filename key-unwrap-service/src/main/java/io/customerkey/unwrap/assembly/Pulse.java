package io.customerkey.unwrap.assembly;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.availability.DenialSender;
import io.customerkey.unwrap.fleet.Attachments;
import io.customerkey.unwrap.fleet.Registry;
import io.customerkey.unwrap.fleet.Sharing;
import io.customerkey.unwrap.health.HealthWatch;
import io.customerkey.unwrap.policykey.Refresher;
import io.customerkey.unwrap.probe.Prober;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Moves what happens by itself. Every beat is short, never overlaps itself, and its failure only
 * means a later success.
 */
@ApplicationScoped
public class Pulse {
  private static final Logger LOG = Logger.getLogger(Pulse.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final RecordBook records;
  private final Sharing sharing;
  private final Prober prober;
  private final DenialSender denials;
  private final Registry registry;
  private final Attachments attachments;
  private final Refresher refresher;
  private final VerdictBoard board;
  private final HealthWatch health;
  private final InstanceId self;
  private volatile boolean stopped;

  Pulse(
      RecordBook records,
      Sharing sharing,
      Prober prober,
      DenialSender denials,
      Registry registry,
      Attachments attachments,
      Refresher refresher,
      VerdictBoard board,
      HealthWatch health,
      InstanceId self) {
    this.records = records;
    this.sharing = sharing;
    this.prober = prober;
    this.denials = denials;
    this.registry = registry;
    this.attachments = attachments;
    this.refresher = refresher;
    this.board = board;
    this.health = health;
    this.self = self;
  }

  void start(@Observes StartupEvent event) {
    records.load().chain(sharing::begin).chain(() -> registry.beat(self)).await().atMost(START);
  }

  /** Waits for nothing, so that only a frozen process misses it. */
  @Scheduled(every = "1s")
  Uni<Void> live() {
    return Uni.createFrom().item(board.vigil().beat()).replaceWithVoid();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    quiet(
            "this instance stays registered for a while",
            registry.left(self, self, true).ifNoItem().after(GOODBYE).fail())
        .await()
        .atMost(PATIENCE);
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> share() {
    return quiet("verdicts are not shared", limited(sharing.tick()));
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> probe() {
    return quiet("probes are not made", limited(prober.tick()));
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tellDenials() {
    return quiet("availability-key-vault has not heard of a denial", limited(denials.tick()));
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> watchHealth() {
    return quiet("changes of state are not recorded", limited(health.tick()));
  }

  @Scheduled(every = "4s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> register() {
    attachments.heartbeat();
    return stopped
        ? Uni.createFrom().voidItem()
        : quiet("this instance is not registered", limited(registry.beat(self)));
  }

  /** Each key's flight has its own limit; all of them together take as long as they take. */
  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> refresh() {
    return quiet("policy keys are not refreshed", refresher.tick());
  }

  /** A connection that froze must not stop a beat for ever. */
  private static Uni<Void> limited(Uni<Void> beat) {
    return beat.ifNoItem().after(PATIENCE).fail();
  }

  private static Uni<Void> quiet(String what, Uni<Void> beat) {
    return beat.onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("%s: %s", what, Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }
}
