package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.events.OutgoingEvents;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.workflow.ClaimId;
import io.customerkey.dep.workflow.ClaimedCreation;
import io.customerkey.dep.workflow.CreationJournal;
import io.customerkey.dep.workflow.CreationStep;
import io.customerkey.dep.workflow.Position;
import io.customerkey.dep.workflow.StepFailure;
import io.customerkey.dep.workflow.StepResult;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Creations as entities: one transaction for each change, on the locked row, by the run that holds
 * it.
 */
@ApplicationScoped
class PanacheCreationJournal implements CreationJournal {
  private static final String DUE =
      "nextAttempt <= ?1 and (claimedUntil is null or claimedUntil <= ?1) order by nextAttempt";

  private final CreationStatements statements;
  private final OutgoingEvents events;
  private final Outbox outbox;
  private final Clock clock;
  private final RandomGenerator random;

  PanacheCreationJournal(
      CreationStatements statements,
      OutgoingEvents events,
      Outbox outbox,
      Clock clock,
      RandomGenerator random) {
    this.statements = statements;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Uni<List<PolicyId>> due(int limit) {
    return Panache.withSession(() ->
            PolicyCreationEntity.<PolicyCreationEntity>find(DUE, now()).range(0, limit - 1).list())
        .map(rows -> rows.stream().map(row -> PolicyId.of(row.policyId)).toList());
  }

  @Override
  public Uni<Optional<ClaimedCreation>> claim(PolicyId policy) {
    ClaimId claim = new ClaimId(Id128.random(random));
    return Panache.withTransaction(() ->
            locked(policy.toUuid())
                .map(row -> row.filter(creation -> creation.take(claim, now())).isPresent()))
        .flatMap(taken -> taken ? read(policy, claim) : over());
  }

  @Override
  public Uni<Optional<ClaimedCreation>> complete(ClaimedCreation creation, StepResult result) {
    return switch (result) {
      case StepResult.AvailabilityKeyMade made ->
          change(
                  creation,
                  row -> {
                    row.availabilityKeyMade(made.version(), now());
                    return Uni.createFrom().voidItem();
                  })
              .flatMap(held -> held ? readAgain(creation) : over());
      case StepResult.Provisioned provisioned ->
          change(
                  creation,
                  row -> {
                    int version = row.requireAvailabilityKeyVersion();
                    row.advance(CreationStep.PROVE, now());
                    return statements.write(creation, version, provisioned.copies(), now());
                  })
              .flatMap(held -> held ? readAgain(creation) : over());
      case StepResult.Proven proven ->
          change(creation, row -> activate(creation, row))
              .invoke(outbox::wake)
              .flatMap(held -> over());
    };
  }

  private Uni<Void> activate(ClaimedCreation creation, PolicyCreationEntity row) {
    Instant now = now();
    return policy(row.policyId)
        .invoke(policy -> policy.activate(now))
        .flatMap(policy ->
            PolicySettingsEntity.<PolicySettingsEntity>find(
                    PolicySettingsEntity.NEWEST, row.policyId)
                .<PolicySettingsEntity>firstResult())
        .flatMap(settings ->
            new OutboxEntity(
                    events.policyChanged(creation.policy().draft().id(), settings.toStatement()))
                .persist())
        .flatMap(event -> audit(creation, AdminAction.POLICY_ACTIVATED, "").persist())
        .flatMap(audited -> protectTheUnassigned(creation.policy()))
        .flatMap(audited -> gone(row));
  }

  /**
   * Deletes the row by a statement. Hibernate Reactive keeps what deletions of entities wait for in
   * a field that all sessions share: two at a time end on each other's thread, or never.
   */
  private static Uni<Void> gone(PolicyCreationEntity row) {
    return PolicyCreationEntity.delete("policyId", row.policyId).replaceWithVoid();
  }

  /** What was entered before its provider-managed policy became usable is assigned from now on. */
  private Uni<Void> protectTheUnassigned(Policy policy) {
    if (!policy.providerManaged()) {
      return Uni.createFrom().voidItem();
    }
    return new AssignmentJobEntity(Id128.random(random).toUuid(), policy, now())
        .persist()
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> fail(ClaimedCreation creation, StepFailure failure) {
    return change(
            creation,
            row ->
                switch (failure) {
                  case StepFailure.RetryLater later -> {
                    row.putOff(later.cause(), later.at(), now());
                    yield Uni.createFrom().voidItem();
                  }
                  case StepFailure.Final last -> undo(creation, row, last.cause());
                })
        .replaceWithVoid();
  }

  /** Everything of the policy goes by foreign key; its availability key stays to be taken back. */
  private Uni<Void> undo(
      ClaimedCreation creation, PolicyCreationEntity row, CustomerKeyException cause) {
    UUID id = row.policyId;
    return policy(id)
        .flatMap(policy -> new LeftoverKeyEntity(policy, now()).persistAndFlush())
        .flatMap(leftover ->
            audit(creation, AdminAction.POLICY_REFUSED, " " + cause.reasonName()).persist())
        .flatMap(audited -> Panache.flush())
        .flatMap(flushed -> gone(row))
        .flatMap(flushed -> PolicyEntity.delete("id", id))
        .replaceWithVoid();
  }

  private AuditEntity audit(ClaimedCreation creation, AdminAction action, String note) {
    return new AuditEntity(
        now(),
        new Actor(creation.policy().createdBy(), creation.request()),
        creation.policy().draft().tenant(),
        action,
        creation.policy().draft().id() + note);
  }

  /** Answers false, and changes nothing, where another run has the creation or it is over. */
  private static Uni<Boolean> change(
      ClaimedCreation creation, java.util.function.Function<PolicyCreationEntity, Uni<Void>> act) {
    return Panache.withTransaction(() ->
        locked(creation.policy().draft().id().toUuid())
            .flatMap(row ->
                row.filter(entity -> entity.heldBy(creation))
                    .map(entity -> act.apply(entity).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(false))));
  }

  private static Uni<Optional<PolicyCreationEntity>> locked(UUID policy) {
    return PolicyCreationEntity.<@Nullable PolicyCreationEntity>findById(
            policy, LockModeType.PESSIMISTIC_WRITE)
        .map(Optional::ofNullable);
  }

  private static Uni<PolicyEntity> policy(UUID id) {
    return PolicyEntity.findById(id);
  }

  private Uni<Optional<ClaimedCreation>> readAgain(ClaimedCreation creation) {
    return read(creation.policy().draft().id(), creation.claim());
  }

  /** In a session of its own: what a step before wrote is read from the database. */
  private static Uni<Optional<ClaimedCreation>> read(PolicyId id, ClaimId claim) {
    return Panache.withSession(() ->
        PolicyCreationEntity.<PolicyCreationEntity>findById(id.toUuid())
            .flatMap(row -> policy(row.policyId).flatMap(policy -> assemble(row, policy, claim)))
            .map(Optional::of));
  }

  private static Uni<ClaimedCreation> assemble(
      PolicyCreationEntity row, PolicyEntity policy, ClaimId claim) {
    return TenantEntity.<TenantEntity>findById(policy.tenantId)
        .flatMap(tenant ->
            PolicyInsertion.read(policy)
                .flatMap(read ->
                    position(row)
                        .map(position ->
                            new ClaimedCreation(
                                claim,
                                read,
                                policy.provider().orElseGet(tenant::directory),
                                policy.availabilityKey(),
                                position,
                                row.attempts,
                                new RequestId(row.requestId)))));
  }

  private static Uni<Position> position(PolicyCreationEntity row) {
    return switch (row.step()) {
      case AVAILABILITY_KEY -> Uni.createFrom().item(new Position.BeforeAvailabilityKey());
      case PROVISION ->
          Uni.createFrom().item(new Position.BeforeProvision(row.requireAvailabilityKeyVersion()));
      case PROVE -> CreationStatements.readBack(row.policyId);
    };
  }

  private static Uni<Optional<ClaimedCreation>> over() {
    return Uni.createFrom().item(Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
