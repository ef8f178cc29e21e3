package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.NamePart;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Tenants as entities. */
@ApplicationScoped
class PanacheTenants implements Tenants {
  private static final String LISTED =
      String.format(
          Locale.ROOT,
          """
          SELECT tenant_id FROM tenant
          WHERE ($1::uuid IS NULL OR tenant_id > $1) AND %s
          ORDER BY tenant_id LIMIT $3\
          """,
          Sql.named("name", "$2"));

  private final Pool pool;
  private final PanacheProviderPolicies providerPolicies;
  private final Clock clock;

  PanacheTenants(Pool pool, PanacheProviderPolicies providerPolicies, Clock clock) {
    this.pool = pool;
    this.providerPolicies = providerPolicies;
    this.clock = clock;
  }

  @Override
  public Uni<Put<Tenant>> put(Tenant tenant, Actor actor) {
    return Panache.withTransaction(() ->
            TenantEntity.<@Nullable TenantEntity>findById(tenant.id().toUuid())
                .flatMap(existing ->
                    existing == null
                        ? insert(tenant, actor)
                        : geos(List.of(existing.id)).map(geos -> same(existing, geos, tenant))))
        .onFailure(ConstraintViolationException.class)
        .transform(failure -> conflict());
  }

  private Uni<Put<Tenant>> insert(Tenant tenant, Actor actor) {
    return new TenantEntity(tenant, actor)
        .<TenantEntity>persistAndFlush()
        .call(entity -> TenantGeoEntity.persist(geos(tenant)))
        .call(entity ->
            new AuditEntity(
                    tenant.created(), actor, tenant.id(), AdminAction.TENANT_CREATED, tenant.id())
                .persistAndFlush())
        .call(entity -> providerPolicies.begin(tenant.id(), actor))
        .map(entity -> new Put<>(tenant, true));
  }

  private static List<TenantGeoEntity> geos(Tenant tenant) {
    List<TenantGeoEntity> rows = new ArrayList<>();
    for (Geo geo : tenant.geos().all()) {
      rows.add(new TenantGeoEntity(tenant.id().toUuid(), rows.size() + 1, geo.code()));
    }
    return rows;
  }

  private static Uni<Map<UUID, List<TenantGeoEntity>>> geos(List<UUID> tenants) {
    return TenantGeoEntity.<TenantGeoEntity>list("tenantId in ?1 order by position", tenants)
        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.tenantId)));
  }

  private static Put<Tenant> same(
      TenantEntity existing, Map<UUID, List<TenantGeoEntity>> geos, Tenant asked) {
    List<TenantGeoEntity> own = geos.getOrDefault(existing.id, List.of());
    if (!existing.toInitial(own).sameAs(asked)) {
      throw conflict();
    }
    return new Put<>(existing.toTenant(own), false);
  }

  private static RefusedException conflict() {
    return RefusedException.of(
        Refusal.CONFLICT, "tenant", "the id names another tenant, or this one with other values");
  }

  @Override
  public Uni<Tenant> get(TenantId id) {
    return Panache.withSession(() -> find(id, LockModeType.NONE).flatMap(PanacheTenants::read));
  }

  private static Uni<TenantEntity> find(TenantId id, LockModeType lock) {
    return TenantEntity.<TenantEntity>findById(id.toUuid(), lock)
        .onItem()
        .ifNull()
        .failWith(() -> NotFound.of("tenant"));
  }

  private static Uni<Tenant> read(TenantEntity entity) {
    return geos(List.of(entity.id))
        .map(geos -> entity.toTenant(geos.getOrDefault(entity.id, List.of())));
  }

  @Override
  public Uni<Tenant> rename(TenantId id, Name name, Actor actor) {
    return Panache.withTransaction(() ->
        find(id, LockModeType.PESSIMISTIC_WRITE)
            .call(entity -> renamed(entity, id, name, actor))
            .flatMap(PanacheTenants::read));
  }

  private Uni<Void> renamed(TenantEntity entity, TenantId id, Name name, Actor actor) {
    if (entity.name.equals(name.value())) {
      return Uni.createFrom().voidItem();
    }
    String act = Sql.renaming(id, entity.name, name);
    entity.name = name.value();
    return new AuditEntity(clock.instant(), actor, id, AdminAction.TENANT_RENAMED, act)
        .persist()
        .replaceWithVoid();
  }

  @Override
  public Uni<Page<Tenant>> list(Optional<NamePart> name, Optional<Cursor> after, int limit) {
    return pool.preparedQuery(LISTED)
        .execute(
            Sql.tuple(
                after.map(cursor -> cursor.id().toUuid()).orElse(null),
                name.map(NamePart::value).orElse(null),
                limit + 1))
        .flatMap(rows -> readAll(Sql.list(rows, row -> row.getUUID("tenant_id"))))
        .map(tenants -> Page.of(tenants, limit, tenant -> Cursor.after(tenant.id())));
  }

  private static Uni<List<Tenant>> readAll(List<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Panache.withSession(() ->
        TenantEntity.<TenantEntity>list("id in ?1 order by id", ids)
            .flatMap(rows ->
                geos(ids)
                    .map(geos ->
                        rows.stream()
                            .map(row -> row.toTenant(geos.getOrDefault(row.id, List.of())))
                            .toList())));
  }
}
