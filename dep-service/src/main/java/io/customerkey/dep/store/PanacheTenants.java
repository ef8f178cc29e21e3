package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Tenants as entities. */
@ApplicationScoped
class PanacheTenants implements Tenants {
  @Override
  public Uni<Put<Tenant>> put(Tenant tenant, Actor actor) {
    return Panache.withTransaction(() ->
            TenantEntity.<@Nullable TenantEntity>findById(tenant.id().toUuid())
                .flatMap(existing ->
                    existing == null
                        ? insert(tenant, actor)
                        : Uni.createFrom().item(() -> same(existing.toTenant(), tenant))))
        .onFailure(ConstraintViolationException.class)
        .transform(failure -> conflict());
  }

  private static Uni<Put<Tenant>> insert(Tenant tenant, Actor actor) {
    return new TenantEntity(tenant, actor)
        .<TenantEntity>persistAndFlush()
        .call(entity ->
            new AuditEntity(
                    tenant.created(), actor, tenant.id(), AdminAction.TENANT_CREATED, tenant.id())
                .persist())
        .map(entity -> new Put<>(tenant, true));
  }

  private static Put<Tenant> same(Tenant existing, Tenant asked) {
    if (!existing.sameAs(asked)) {
      throw conflict();
    }
    return new Put<>(existing, false);
  }

  private static RefusedException conflict() {
    return RefusedException.of(
        Refusal.CONFLICT, "tenant", "the id names another tenant, or this one with other values");
  }

  @Override
  public Uni<Tenant> get(TenantId id) {
    return Panache.withSession(() -> TenantEntity.<TenantEntity>findById(id.toUuid()))
        .onItem()
        .ifNull()
        .failWith(() -> NotFound.of("tenant"))
        .map(TenantEntity::toTenant);
  }

  @Override
  public Uni<Page<Tenant>> list(Optional<Cursor> after, int limit) {
    return Panache.withSession(() -> page(after).range(0, limit).list())
        .map(rows -> toPage(rows, limit));
  }

  private static PanacheQuery<TenantEntity> page(Optional<Cursor> after) {
    return after
        .map(cursor -> TenantEntity.<TenantEntity>find("id > ?1 order by id", cursor.id().toUuid()))
        .orElseGet(() -> TenantEntity.<TenantEntity>find("order by id"));
  }

  private static Page<Tenant> toPage(List<TenantEntity> rows, int limit) {
    return Page.of(
        rows.stream().map(TenantEntity::toTenant).toList(),
        limit,
        tenant -> Cursor.after(tenant.id()));
  }
}
