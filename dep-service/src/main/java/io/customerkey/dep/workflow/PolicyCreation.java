package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.servicekit.failure.Trace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Runs a creation from wherever its row says it is. Every step is written down before the next
 * begins, so a run that dies anywhere is continued by the next one.
 */
@ApplicationScoped
public class PolicyCreation {
  private static final Logger LOG = Logger.getLogger(PolicyCreation.class);

  private final CreationJournal journal;
  private final AvailabilityKeys availabilityKeys;
  private final PolicyKeyProvisioning policyKeys;
  private final Leftovers leftovers;
  private final RecentRefusals refusals;
  private final CreationMetrics metrics;
  private final Clock clock;
  private final RandomGenerator random;

  PolicyCreation(
      CreationJournal journal,
      AvailabilityKeys availabilityKeys,
      PolicyKeyProvisioning policyKeys,
      Leftovers leftovers,
      RecentRefusals refusals,
      CreationMetrics metrics,
      Clock clock,
      RandomGenerator random) {
    this.journal = journal;
    this.availabilityKeys = availabilityKeys;
    this.policyKeys = policyKeys;
    this.leftovers = leftovers;
    this.refusals = refusals;
    this.metrics = metrics;
    this.clock = clock;
    this.random = random;
  }

  /** Runs the creation as far as it goes now. */
  public Uni<CreationOutcome> run(PolicyId policy) {
    return journal
        .claim(policy)
        .flatMap(this::next)
        .onFailure()
        .invoke(
            failure -> LOG.warnf("creation of policy %s stopped: %s", policy, Trace.of(failure)));
  }

  private Uni<CreationOutcome> next(Optional<ClaimedCreation> claimed) {
    if (claimed.isEmpty()) {
      return Uni.createFrom().item(new CreationOutcome.Over());
    }
    ClaimedCreation creation = claimed.get();
    MDC.put("requestId", creation.request().value());
    return step(creation)
        .map(result -> completed(creation, result))
        .onFailure()
        .recoverWithItem(failure -> failed(creation, failure))
        .flatMap(outcome -> outcome);
  }

  private Uni<CreationOutcome> completed(ClaimedCreation creation, StepResult result) {
    return journal
        .complete(creation, result)
        .invoke(() -> metrics.stepDone(creation))
        .flatMap(this::next);
  }

  private Uni<StepResult> step(ClaimedCreation creation) {
    return switch (creation.position()) {
      case Position.BeforeAvailabilityKey ignored ->
          availabilityKeys
              .create(
                  creation.policy().draft().tenant(),
                  creation.policy().draft().id(),
                  creation.availabilityKey(),
                  creation.request())
              .map(StepResult.AvailabilityKeyMade::new);
      case Position.BeforeProvision at ->
          policyKeys
              .provision(creation, at.availabilityKeyVersion(), AttemptId.random(random))
              .map(StepResult.Provisioned::new);
      case Position.BeforeProof at ->
          policyKeys
              .prove(at.record(), at.settings(), creation.request())
              .map(nothing -> new StepResult.Proven());
    };
  }

  private Uni<CreationOutcome> failed(ClaimedCreation creation, Throwable thrown) {
    CustomerKeyException cause = GrpcFailures.fromThrowable(thrown);
    boolean providerManaged = creation.policy().providerManaged();
    LOG.logf(
        providerManaged ? Logger.Level.WARN : Logger.Level.INFO,
        "creation of %spolicy %s: step %s failed with %s",
        providerManaged ? "provider-managed " : "",
        creation.policy().draft().id(),
        creation.position().step(),
        cause.reasonName());
    metrics.stepFailed(creation, cause);
    return mayUndo(creation)
        .map(mayUndo -> RetryRules.judge(cause, mayUndo, creation.attempts(), clock.instant()))
        .flatMap(failure -> ended(creation, failure));
  }

  /**
   * From the proof on a signed record may depend on the availability key, so nothing is undone. And
   * as long as the key of an undone creation of the same policy is not taken back yet,
   * availability-key-vault refuses another one; that passes. A provider-managed policy nobody would
   * ask for again.
   */
  private Uni<Boolean> mayUndo(ClaimedCreation creation) {
    if (creation.policy().providerManaged()) {
      return Uni.createFrom().item(false);
    }
    return switch (creation.position()) {
      case Position.BeforeAvailabilityKey at ->
          leftovers.isAnyOf(creation.policy().draft().id()).map(any -> !any);
      case Position.BeforeProvision at -> Uni.createFrom().item(true);
      case Position.BeforeProof at -> Uni.createFrom().item(false);
    };
  }

  private Uni<CreationOutcome> ended(ClaimedCreation creation, StepFailure failure) {
    CreationOutcome outcome =
        switch (failure) {
          case StepFailure.RetryLater later -> new CreationOutcome.PutOff();
          case StepFailure.Final last -> {
            refusals.remember(creation.policy().generation(), last.cause());
            yield new CreationOutcome.Undone(last.cause());
          }
        };
    return journal.fail(creation, failure).replaceWith(outcome);
  }
}
