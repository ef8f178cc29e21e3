package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicyFilter;
import io.customerkey.dep.policy.PolicyRules;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.NamePart;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Policies as entities. */
@ApplicationScoped
class PanachePolicies implements Policies {
  private static final String OF_TENANT = "id = ?1 and tenantId = ?2";
  private static final String LISTED =
      String.format(
          Locale.ROOT,
          """
          SELECT policy_id FROM policy
          WHERE tenant_id = $1 AND ($2::uuid IS NULL OR policy_id > $2)
            AND ($3::smallint IS NULL OR workload = $3) AND ($4::smallint IS NULL OR state = $4)
            AND %s
          ORDER BY policy_id LIMIT $6\
          """,
          Sql.named("name", "$5"));

  private final Pool pool;
  private final PolicyInsertion insertion;
  private final Clock clock;

  PanachePolicies(Pool pool, PolicyInsertion insertion, Clock clock) {
    this.pool = pool;
    this.insertion = insertion;
    this.clock = clock;
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
                ? admit(tenant, draft)
                    .flatMap(admitted -> insertion.insert(draft, Optional.empty(), actor))
                    .map(created -> new Put<>(created, true))
                : PolicyInsertion.read(existing).map(policy -> same(policy, draft)));
  }

  private static Uni<Long> admit(TenantEntity tenant, PolicyDraft draft) {
    return PolicyEntity.count(
            "tenantId = ?1 and workload = ?2 and providerDirectoryId is null",
            tenant.id,
            (short) draft.workload().number())
        .invoke(existing ->
            PolicyRules.admit(tenant.trial, tenant.enabled != null, draft.workload(), existing));
  }

  private static Put<Policy> same(Policy existing, PolicyDraft asked) {
    if (!existing.draft().equals(asked) || existing.providerManaged()) {
      throw conflict();
    }
    return new Put<>(existing, false);
  }

  private static RefusedException conflict() {
    return RefusedException.of(
        Refusal.CONFLICT, "policy", "the id names another policy, or this one with other values");
  }

  @Override
  public Uni<Policy> get(TenantId tenant, PolicyId id) {
    return Panache.withSession(
        () -> find(tenant, id, LockModeType.NONE).flatMap(PolicyInsertion::read));
  }

  private static Uni<PolicyEntity> find(TenantId tenant, PolicyId id, LockModeType lock) {
    return PolicyEntity.<PolicyEntity>find(OF_TENANT, id.toUuid(), tenant.toUuid())
        .withLock(lock)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> NotFound.of("policy"));
  }

  @Override
  public Uni<Policy> rename(TenantId tenant, PolicyId id, Name name, Actor actor) {
    return Panache.withTransaction(() ->
        find(tenant, id, LockModeType.PESSIMISTIC_WRITE)
            .flatMap(policy -> renamed(policy, tenant, name, actor))
            .flatMap(PolicyInsertion::read));
  }

  private Uni<PolicyEntity> renamed(PolicyEntity policy, TenantId tenant, Name name, Actor actor) {
    if (policy.provider().isPresent()) {
      throw RefusedException.of(
          Refusal.PROVIDER_MANAGED, "policy", "a provider-managed policy keeps its name");
    }
    if (policy.name.equals(name.value())) {
      return Uni.createFrom().item(policy);
    }
    String act = Sql.renaming(PolicyId.of(policy.id), policy.name, name);
    policy.name = name.value();
    return new AuditEntity(clock.instant(), actor, tenant, AdminAction.POLICY_RENAMED, act)
        .persist()
        .replaceWith(policy);
  }

  @Override
  public Uni<Page<Policy>> list(
      TenantId tenant, PolicyFilter filter, Optional<Cursor> after, int limit) {
    return Sql.requireTenant(pool, tenant)
        .flatMap(found ->
            pool.preparedQuery(LISTED)
                .execute(
                    Sql.tuple(
                        tenant.toUuid(),
                        after.map(cursor -> cursor.id().toUuid()).orElse(null),
                        filter.workload().map(workload -> (short) workload.number()).orElse(null),
                        filter.state().map(state -> (short) state.number()).orElse(null),
                        filter.name().map(NamePart::value).orElse(null),
                        limit + 1)))
        .flatMap(rows -> readAll(Sql.list(rows, row -> row.getUUID("policy_id"))))
        .map(policies -> Page.of(policies, limit, policy -> Cursor.after(policy.draft().id())));
  }

  private static Uni<List<Policy>> readAll(List<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Panache.withSession(() ->
        PolicyEntity.<PolicyEntity>list("id in ?1 order by id", ids)
            .flatMap(policies ->
                PolicyKeyEntity.<PolicyKeyEntity>list("policyId in ?1 order by slot", ids)
                    .flatMap(keys ->
                        PolicyCreationEntity.<PolicyCreationEntity>list("policyId in ?1", ids)
                            .map(creations -> join(policies, keys, creations)))));
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
}
