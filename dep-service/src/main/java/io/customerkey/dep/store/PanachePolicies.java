package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.MailboxCount;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicyRules;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Policies as entities. */
@ApplicationScoped
class PanachePolicies implements Policies {
  private static final String COUNT =
      """
      SELECT count(*), count(*) FILTER (WHERE applied_version >= version)
      FROM assignment WHERE tenant_id = $1 AND policy_id = $2\
      """;

  private final Pool pool;
  private final Clock clock;
  private final RandomGenerator random;

  PanachePolicies(Pool pool, Clock clock, RandomGenerator random) {
    this.pool = pool;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Uni<Put<Policy>> begin(PolicyDraft draft, Actor actor) {
    return Panache.withTransaction(() ->
            TenantEntity.<TenantEntity>findById(
                    draft.tenant().toUuid(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> NotFound.of("tenant"))
                .flatMap(tenant -> beginFor(tenant, draft, actor)))
        .onFailure(ConstraintViolationException.class)
        .transform(failure -> conflict());
  }

  private Uni<Put<Policy>> beginFor(TenantEntity tenant, PolicyDraft draft, Actor actor) {
    return PolicyEntity.<@Nullable PolicyEntity>findById(draft.id().toUuid())
        .flatMap(existing ->
            existing == null
                ? insert(tenant, draft, actor)
                : read(existing).map(policy -> same(policy, draft)));
  }

  private static Put<Policy> same(Policy existing, PolicyDraft asked) {
    if (!existing.draft().equals(asked)) {
      throw conflict();
    }
    return new Put<>(existing, false);
  }

  private static RefusedException conflict() {
    return RefusedException.of(
        Refusal.CONFLICT, "policy", "the id names another policy, or this one with other values");
  }

  private Uni<Put<Policy>> insert(TenantEntity tenant, PolicyDraft draft, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    PolicyEntity policy = new PolicyEntity(draft, actor, now, random);
    return PolicyEntity.count("tenantId", tenant.id)
        .invoke(existing -> PolicyRules.admit(tenant.toTenant(), existing))
        .flatMap(existing -> policy.<PolicyEntity>persistAndFlush())
        .flatMap(
            persisted -> PolicyKeyEntity.persist(keys(persisted.id, draft)).replaceWith(persisted))
        .call(persisted ->
            new PolicyCreationEntity(persisted.id, actor.request(), now).persistAndFlush())
        .call(persisted ->
            new AuditEntity(now, actor, draft.tenant(), AdminAction.POLICY_REQUESTED, draft.id())
                .persist())
        .flatMap(PanachePolicies::read)
        .map(created -> new Put<>(created, true));
  }

  private static List<PolicyKeyEntity> keys(UUID policy, PolicyDraft draft) {
    List<PolicyKeyEntity> keys = new ArrayList<>();
    for (KeyUri key : draft.keys()) {
      keys.add(new PolicyKeyEntity(policy, keys.size() + 1, key));
    }
    return keys;
  }

  /** The policy with its keys and creation, in the session at hand. */
  static Uni<Policy> read(PolicyEntity entity) {
    return PolicyKeyEntity.<PolicyKeyEntity>list("policyId = ?1 order by slot", entity.id)
        .flatMap(keys ->
            PolicyCreationEntity.<@Nullable PolicyCreationEntity>findById(entity.id)
                .map(creation -> entity.toPolicy(keys, Optional.ofNullable(creation))));
  }

  @Override
  public Uni<Policy> get(TenantId tenant, PolicyId id) {
    return Panache.withSession(() ->
        PolicyEntity.<PolicyEntity>find("id = ?1 and tenantId = ?2", id.toUuid(), tenant.toUuid())
            .firstResult()
            .onItem()
            .ifNull()
            .failWith(() -> NotFound.of("policy"))
            .flatMap(PanachePolicies::read));
  }

  @Override
  public Uni<Page<Policy>> list(TenantId tenant, Optional<Cursor> after, int limit) {
    return Panache.withSession(() ->
        TenantEntity.<TenantEntity>findById(tenant.toUuid())
            .onItem()
            .ifNull()
            .failWith(() -> NotFound.of("tenant"))
            .flatMap(found -> query(tenant, after).range(0, limit).list())
            .flatMap(PanachePolicies::readAll)
            .map(
                policies -> Page.of(policies, limit, policy -> Cursor.after(policy.draft().id()))));
  }

  private static PanacheQuery<PolicyEntity> query(TenantId tenant, Optional<Cursor> after) {
    return after
        .map(cursor ->
            PolicyEntity.<PolicyEntity>find(
                "tenantId = ?1 and id > ?2 order by id", tenant.toUuid(), cursor.id().toUuid()))
        .orElseGet(
            () -> PolicyEntity.<PolicyEntity>find("tenantId = ?1 order by id", tenant.toUuid()));
  }

  private static Uni<List<Policy>> readAll(List<PolicyEntity> policies) {
    List<UUID> ids = policies.stream().map(policy -> policy.id).toList();
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return PolicyKeyEntity.<PolicyKeyEntity>list("policyId in ?1 order by slot", ids)
        .flatMap(keys ->
            PolicyCreationEntity.<PolicyCreationEntity>list("policyId in ?1", ids)
                .map(creations -> join(policies, keys, creations)));
  }

  private static List<Policy> join(
      List<PolicyEntity> policies,
      List<PolicyKeyEntity> keys,
      List<PolicyCreationEntity> creations) {
    Map<UUID, List<PolicyKeyEntity>> keysOf =
        keys.stream().collect(Collectors.groupingBy(key -> key.policyId));
    Map<UUID, PolicyCreationEntity> creationOf =
        creations.stream()
            .collect(Collectors.toMap(creation -> creation.policyId, Function.identity()));
    return policies.stream()
        .map(policy ->
            policy.toPolicy(
                keysOf.getOrDefault(policy.id, List.of()),
                Optional.ofNullable(creationOf.get(policy.id))))
        .toList();
  }

  @Override
  public Uni<MailboxCount> count(TenantId tenant, PolicyId id) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(tenant.toUuid(), id.toUuid()))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new MailboxCount(row.getLong(0), row.getLong(1));
        });
  }
}
