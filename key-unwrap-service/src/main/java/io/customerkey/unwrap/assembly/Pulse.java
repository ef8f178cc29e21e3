package io.customerkey.unwrap.assembly;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.servicekit.failure.Trace;
import io.customerkey.unwrap.availability.DenialSender;
import io.customerkey.unwrap.fleet.Attachments;
import io.customerkey.unwrap.fleet.Registry;
import io.customerkey.unwrap.fleet.SharedVerdicts;
import io.customerkey.unwrap.policykey.Refresher;
import io.customerkey.unwrap.probe.Prober;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Moves what happens by itself. Every beat is short, never overlaps itself, and its failure only
 * means a later success.
 */
@ApplicationScoped
public class Pulse {
  private static final Logger LOG = Logger.getLogger(Pulse.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SharedVerdicts shared;
  private final RecordBook records;
  private final StatementReader statements;
  private final VerdictBoard board;
  private final Prober prober;
  private final DenialSender denials;
  private final Registry registry;
  private final Attachments attachments;
  private final Refresher refresher;
  private final InstanceId self;
  private volatile Optional<Instant> read = Optional.empty();

  Pulse(
      SharedVerdicts shared,
      RecordBook records,
      StatementReader statements,
      VerdictBoard board,
      Prober prober,
      DenialSender denials,
      Registry registry,
      Attachments attachments,
      Refresher refresher,
      InstanceId self) {
    this.shared = shared;
    this.records = records;
    this.statements = statements;
    this.board = board;
    this.prober = prober;
    this.denials = denials;
    this.registry = registry;
    this.attachments = attachments;
    this.refresher = refresher;
    this.self = self;
  }

  void start(@Observes StartupEvent event) {
    records
        .load()
        .chain(() -> shared.read(Optional.empty()))
        .invoke(this::remember)
        .chain(() -> registry.beat(self))
        .await()
        .atMost(PATIENCE);
  }

  private void remember(SharedVerdicts.Snapshot snapshot) {
    snapshot.pairs().forEach(board::learn);
    for (EpochRaised policy : snapshot.policies()) {
      board.remember(policy.policy(), policy.epoch());
    }
    read = Optional.of(snapshot.at());
    board.sharedRead();
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> share() {
    return quiet(
        "verdicts are not shared", shared.read(read).invoke(this::learn).replaceWithVoid());
  }

  private void learn(SharedVerdicts.Snapshot snapshot) {
    snapshot.settings().forEach(statement -> board.settle(statements.settings(statement)));
    snapshot.pairs().forEach(board::learn);
    snapshot.policies().forEach(board::raise);
    read = Optional.of(snapshot.at());
    board.sharedRead();
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> probe() {
    return quiet("probes are not made", prober.tick());
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tellDenials() {
    return quiet("availability-key-vault has not heard of a denial", denials.tick());
  }

  @Scheduled(every = "4s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> live() {
    attachments.heartbeat();
    return quiet("this instance is not registered", registry.beat(self));
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> refresh() {
    return quiet("policy keys are not refreshed", refresher.tick());
  }

  private static Uni<Void> quiet(String what, Uni<Void> beat) {
    return beat.onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("%s: %s", what, Trace.of(failure));
          return Uni.createFrom().voidItem();
        });
  }
}
