package io.customerkey.dep.store;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.events.OutgoingEvents;
import io.customerkey.dep.policy.Suspension;
import io.customerkey.dep.policy.Suspensions;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.statement.Sequence;
import io.customerkey.dep.statement.SettingsFacts;
import io.customerkey.dep.statement.StatementAuthor;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The kill switch as a column of {@code policy}, and the settings that say so. */
@ApplicationScoped
class PanacheSuspensions implements Suspensions {
  private static final String OF_TENANT = "id = ?1 and tenantId = ?2";

  private final StatementAuthor author;
  private final OutgoingEvents events;
  private final Outbox outbox;
  private final Clock clock;

  PanacheSuspensions(StatementAuthor author, OutgoingEvents events, Outbox outbox, Clock clock) {
    this.author = author;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Changed> suspend(TenantId tenant, PolicyId id, Suspension asked, Actor actor) {
    return Panache.withTransaction(() ->
            locked(tenant, id)
                .flatMap(policy -> {
                  Optional<Suspension> before = suspension(policy);
                  Suspension next = before.map(asked::orLater).orElse(asked);
                  String act =
                      id + (next.isUntilResumed() ? " until resumed" : " until " + next.until());
                  return before.equals(Optional.of(next))
                      ? audit(actor, tenant, AdminAction.POLICY_SUSPENDED, act)
                          .flatMap(audited -> newest(policy))
                      : change(policy, Optional.of(next))
                          .call(() -> audit(actor, tenant, AdminAction.POLICY_SUSPENDED, act));
                }))
        .invoke(outbox::wake);
  }

  @Override
  public Uni<Changed> resume(TenantId tenant, PolicyId id, Actor actor) {
    return Panache.withTransaction(() ->
            locked(tenant, id)
                .flatMap(policy ->
                    suspension(policy).isEmpty()
                        ? newest(policy)
                        : change(policy, Optional.empty())
                            .call(() ->
                                audit(actor, tenant, AdminAction.POLICY_RESUMED, id.toString()))))
        .invoke(outbox::wake);
  }

  private static Uni<PolicyEntity> locked(TenantId tenant, PolicyId id) {
    return PolicyEntity.<PolicyEntity>find(OF_TENANT, id.toUuid(), tenant.toUuid())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> NotFound.of("policy"))
        .invoke(PanacheSuspensions::requireInUse);
  }

  private static void requireInUse(PolicyEntity policy) {
    if (policy.provider().isPresent()) {
      throw RefusedException.of(
          Refusal.PROVIDER_MANAGED,
          "policy",
          "a provider-managed policy has no kill switch of the tenant's");
    }
    boolean inUse =
        switch (policy.state()) {
          case ACTIVE, DRAINING, RECOVERING, PURGE_REQUESTED -> true;
          case CREATING, RETIRED, PURGED -> false;
        };
    if (!inUse) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE,
              "the policy is " + policy.state() + ": no key of it is in use")
          .with("field", "policy");
    }
  }

  private static Optional<Suspension> suspension(PolicyEntity policy) {
    return Optional.ofNullable(policy.suspendedUntil).map(Suspension::new);
  }

  private Uni<Changed> change(PolicyEntity policy, Optional<Suspension> suspension) {
    Instant now = clock.instant();
    policy.suspendedUntil = suspension.map(Suspension::until).orElse(null);
    return IncarnationEntity.locked()
        .flatMap(incarnation -> {
          Sequence sequence = incarnation.next();
          SignedStatement settings = author.settings(facts(policy, sequence, suspension, now));
          return new PolicySettingsEntity(policy.id, sequence, settings)
              .persist()
              .flatMap(stored ->
                  new OutboxEntity(events.policyChanged(PolicyId.of(policy.id), settings))
                      .persist())
              .replaceWith(new Changed(suspension, settings));
        });
  }

  private static SettingsFacts facts(
      PolicyEntity policy, Sequence sequence, Optional<Suspension> suspension, Instant now) {
    return new SettingsFacts(
        TenantId.of(policy.tenantId),
        policy.workload(),
        PolicyId.of(policy.id),
        sequence,
        policy.state(),
        GenerationId.of(policy.generationId),
        policy.settings(),
        suspension.map(Suspension::until),
        now);
  }

  private static Uni<Changed> newest(PolicyEntity policy) {
    return PolicySettingsEntity.<PolicySettingsEntity>find(PolicySettingsEntity.NEWEST, policy.id)
        .<PolicySettingsEntity>firstResult()
        .map(stored -> new Changed(suspension(policy), stored.toStatement()));
  }

  private Uni<AuditEntity> audit(Actor actor, TenantId tenant, AdminAction action, String act) {
    return new AuditEntity(clock.instant(), actor, tenant, action, act).persist();
  }
}
