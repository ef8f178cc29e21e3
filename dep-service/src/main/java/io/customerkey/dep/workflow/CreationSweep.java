package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.protocol.failure.GrpcFailures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Continues creations that are due, whoever began them, and takes back what undone ones left. */
@ApplicationScoped
public class CreationSweep {
  private static final Logger LOG = Logger.getLogger(CreationSweep.class);
  private static final int BATCH = 20;
  private static final int AT_ONCE = 4;

  /** No longer than a claim holds: a run that is lost stops no sweep. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

  private final CreationJournal journal;
  private final PolicyCreation creation;
  private final Leftovers leftovers;
  private final AvailabilityKeys availabilityKeys;
  private final OwnContext ownContext;
  private final Clock clock;
  private final RandomGenerator random;

  CreationSweep(
      CreationJournal journal,
      PolicyCreation creation,
      Leftovers leftovers,
      AvailabilityKeys availabilityKeys,
      OwnContext ownContext,
      Clock clock,
      RandomGenerator random) {
    this.journal = journal;
    this.creation = creation;
    this.leftovers = leftovers;
    this.availabilityKeys = availabilityKeys;
    this.ownContext = ownContext;
    this.clock = clock;
    this.random = random;
  }

  @Scheduled(
      every = "${customerkey.policy-creation.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return ownContext
        .begin(this::resume)
        .onFailure()
        .invoke(failure -> LOG.warnf("the sweep waits: %s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  /** One sweep; tests call it as the scheduler does. */
  Uni<Void> resume() {
    return journal
        .due(BATCH)
        .flatMap(due -> OwnContext.backHere(runAll(due)))
        .flatMap(nothing -> leftovers.due(BATCH))
        .flatMap(this::discardAll);
  }

  private Uni<Void> runAll(List<PolicyId> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUni(this::run)
        .merge(AT_ONCE)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> discardAll(List<LeftoverKey> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(this::discard)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Boolean> run(PolicyId policy) {
    return ownContext
        .begin(() -> creation.run(policy))
        .ifNoItem()
        .after(LONGEST_RUN)
        .fail()
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(false);
  }

  private Uni<Boolean> discard(LeftoverKey leftover) {
    return OwnContext.backHere(
            availabilityKeys
                .discard(
                    leftover.tenant(), leftover.policy(), leftover.key(), RequestId.random(random))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> notTakenBack(leftover, failure)))
        .flatMap(gone ->
            gone
                ? leftovers.discarded(leftover).replaceWith(true)
                : leftovers
                    .retryLater(
                        leftover, clock.instant().plus(RetryRules.backOff(leftover.attempts())))
                    .replaceWith(false));
  }

  private static boolean notTakenBack(LeftoverKey leftover, Throwable failure) {
    LOG.warnf(
        "availability key %s of undone policy %s is not taken back (failed %d times before): %s",
        leftover.key(),
        leftover.policy(),
        leftover.attempts(),
        GrpcFailures.fromThrowable(failure).reasonName());
    return false;
  }
}
