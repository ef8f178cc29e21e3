package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.tenant.Put;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates policies for people, who wait a while and are told where it stands. */
@ApplicationScoped
public class Creations {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Policies policies;
  private final PolicyCreation creation;
  private final RecentRefusals refusals;
  private final OwnContext ownContext;
  private final Clock clock;
  private final Duration patience;

  Creations(
      Policies policies,
      PolicyCreation creation,
      RecentRefusals refusals,
      OwnContext ownContext,
      Clock clock,
      @ConfigProperty(name = "customerkey.policy-creation.wait", defaultValue = "20s")
          Duration patience) {
    this.policies = policies;
    this.creation = creation;
    this.refusals = refusals;
    this.ownContext = ownContext;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Begins the creation, or joins the one that the same draft began, and waits for its end.
   *
   * @return the policy ACTIVE, or CREATING when the wait was too short; fails with the refusal that
   *     undid it, or with what {@link Policies#begin} refuses
   */
  public Uni<Put<Policy>> create(PolicyDraft draft, Actor actor) {
    Instant until = clock.instant().plus(patience);
    return policies
        .begin(draft, actor)
        .flatMap(put ->
            put.value().state() == PolicyState.CREATING
                ? follow(put.value(), until).map(policy -> new Put<>(policy, put.created()))
                : Uni.createFrom().item(put));
  }

  /** Runs and waits until it is ACTIVE or the time is over. */
  Uni<Policy> follow(Policy begun, Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    if (left.isNegative() || left.isZero()) {
      return read(begun);
    }
    return OwnContext.backHere(runWithin(begun.draft().id(), left))
        .flatMap(outcome ->
            switch (outcome) {
              case CreationOutcome.Undone undone ->
                  Uni.createFrom().<Policy>failure(undone.cause());
              case CreationOutcome.Over over -> look(begun, until);
              case CreationOutcome.PutOff putOff -> look(begun, until);
            });
  }

  private Uni<CreationOutcome> runWithin(PolicyId policy, Duration left) {
    return ownContext
        .begin(() -> creation.run(policy))
        .ifNoItem()
        .after(left)
        .recoverWithItem(new CreationOutcome.PutOff());
  }

  private Uni<Policy> look(Policy begun, Instant until) {
    return read(begun)
        .flatMap(policy ->
            policy.state() == PolicyState.CREATING && clock.instant().isBefore(until)
                ? OwnContext.backHere(Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN))
                    .flatMap(nothing -> follow(begun, until))
                : Uni.createFrom().item(policy));
  }

  /** The policy now; where the creation was undone meanwhile, fails with why. */
  private Uni<Policy> read(Policy begun) {
    return policies
        .get(begun.draft().tenant(), begun.draft().id())
        .onFailure(CustomerKeyException.class)
        .transform(
            failure -> refusals.of(begun.generation()).map(Throwable.class::cast).orElse(failure));
  }
}
