package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.policy.ProviderKeys;
import io.customerkey.dep.policy.ProviderPolicies;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.workflow.ProviderSettings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Provider-managed policies: rows like those of other policies, with the provider's directory. */
@ApplicationScoped
class PanacheProviderPolicies implements ProviderPolicies {
  private static final String OF_TENANT =
      "tenantId = ?1 and providerDirectoryId is not null order by workload";
  private static final String LACKING =
      """
      SELECT t.tenant_id FROM tenant t
      WHERE (SELECT count(*) FROM policy p
             WHERE p.tenant_id = t.tenant_id AND p.provider_directory_id IS NOT NULL) < $1
      ORDER BY t.tenant_id LIMIT $2\
      """;

  /** Those whose policy key was not made yet take the keys that are configured now. */
  private static final String ADOPT =
      """
      WITH pending AS (
        UPDATE policy p SET provider_directory_id = $1 FROM policy_creation c
        WHERE c.policy_id = p.policy_id AND c.step <= 2 AND p.provider_directory_id IS NOT NULL
        RETURNING p.policy_id)
      UPDATE policy_key k SET requested = CASE k.slot WHEN 1 THEN $2 ELSE $3 END
      FROM pending WHERE k.policy_id = pending.policy_id\
      """;

  private final Pool pool;
  private final PolicyInsertion insertion;
  private final ProviderSettings settings;
  private final RandomGenerator random;

  PanacheProviderPolicies(
      Pool pool, PolicyInsertion insertion, ProviderSettings settings, RandomGenerator random) {
    this.pool = pool;
    this.insertion = insertion;
    this.settings = settings;
    this.random = random;
  }

  @Override
  public Uni<List<ProviderPolicy>> of(TenantId tenant) {
    return Panache.withSession(() -> PolicyEntity.<PolicyEntity>list(OF_TENANT, tenant.toUuid()))
        .map(rows ->
            rows.stream()
                .map(row -> new ProviderPolicy(row.workload(), PolicyId.of(row.id), row.state()))
                .toList());
  }

  /** Begins those that the tenant lacks, in the transaction at hand. */
  Uni<Void> begin(TenantId tenant, Actor actor) {
    return settings
        .keys()
        .map(keys ->
            PolicyEntity.<PolicyEntity>list(OF_TENANT, tenant.toUuid())
                .flatMap(present -> insertAll(tenant, keys, lacking(present), actor)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static List<Workload> lacking(List<PolicyEntity> present) {
    Set<Workload> there = present.stream().map(PolicyEntity::workload).collect(Collectors.toSet());
    return Arrays.stream(Workload.values()).filter(workload -> !there.contains(workload)).toList();
  }

  private Uni<Void> insertAll(
      TenantId tenant, ProviderKeys keys, List<Workload> workloads, Actor actor) {
    return Multi.createFrom()
        .iterable(workloads)
        .onItem()
        .transformToUniAndConcatenate(workload ->
            insertion.insert(draft(tenant, keys, workload), Optional.of(keys.directory()), actor))
        .onItem()
        .ignoreAsUni();
  }

  private PolicyDraft draft(TenantId tenant, ProviderKeys keys, Workload workload) {
    String content =
        switch (workload) {
          case EXCHANGE -> "Exchange";
          case SHAREPOINT -> "SharePoint";
        };
    return new PolicyDraft(
        PolicyId.random(random),
        tenant,
        workload,
        new Name("Provider-managed (" + content + ")"),
        keys.keys(),
        PolicySettings.DEFAULT);
  }

  @Override
  public Uni<Integer> addMissing(int limit, Actor actor) {
    return settings
        .keys()
        .map(keys ->
            adopt(keys)
                .flatMap(adopted ->
                    pool.preparedQuery(LACKING)
                        .execute(Sql.tuple((long) Workload.values().length, limit)))
                .map(rows -> Sql.list(rows, row -> row.getUUID("tenant_id")))
                .call(tenants -> beginEach(tenants, actor))
                .map(List::size))
        .orElseGet(() -> Uni.createFrom().item(0));
  }

  private Uni<Void> adopt(ProviderKeys keys) {
    return pool.preparedQuery(ADOPT)
        .execute(
            Sql.tuple(
                keys.directory().toUuid(),
                keys.keys().getFirst().value(),
                keys.keys().getLast().value()))
        .replaceWithVoid();
  }

  private Uni<Void> beginEach(List<UUID> tenants, Actor actor) {
    return Multi.createFrom()
        .iterable(tenants)
        .onItem()
        .transformToUniAndConcatenate(tenant ->
            Panache.withTransaction(() ->
                TenantEntity.<TenantEntity>findById(tenant, LockModeType.PESSIMISTIC_WRITE)
                    .flatMap(locked -> begin(TenantId.of(tenant), actor).replaceWith(true))))
        .onItem()
        .ignoreAsUni();
  }
}
