package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.onboarding.Approver;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Approvers in SQL; every change locks the tenant, so that the limit holds. */
@ApplicationScoped
class SqlApprovers implements Approvers {
  private static final String LIST =
      "SELECT subject, added, added_by FROM approver WHERE tenant_id = $1 ORDER BY subject COLLATE \"C\"";
  private static final String ADD =
      """
      INSERT INTO approver (tenant_id, subject, added, added_by) VALUES ($1, $2, $3, $4)
      ON CONFLICT ON CONSTRAINT approver_pk DO NOTHING\
      """;
  private static final String REMOVE = "DELETE FROM approver WHERE tenant_id = $1 AND subject = $2";

  private final Pool pool;
  private final Clock clock;

  SqlApprovers(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<List<Approver>> list(TenantId tenant) {
    return Sql.requireTenant(pool, tenant).flatMap(found -> all(pool, tenant));
  }

  private static Uni<List<Approver>> all(SqlClient client, TenantId tenant) {
    return client
        .preparedQuery(LIST)
        .execute(Sql.tuple(tenant.toUuid()))
        .map(rows -> Sql.list(rows, SqlApprovers::approver));
  }

  private static Approver approver(Row row) {
    return new Approver(
        new Name(row.getString("subject")), Sql.instant(row, "added"), row.getString("added_by"));
  }

  @Override
  public Uni<List<Approver>> add(TenantId tenant, Name subject, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return pool.withTransaction(tx ->
        Sql.lockTenant(tx, tenant)
            .flatMap(held ->
                tx.preparedQuery(ADD)
                    .execute(
                        Sql.tuple(
                            tenant.toUuid(), subject.value(), Sql.time(now), actor.subject())))
            .flatMap(added ->
                added.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : Sql.audit(
                        tx, now, actor, tenant, AdminAction.APPROVER_ADDED, subject.value()))
            .flatMap(audited -> all(tx, tenant))
            .invoke(approvers -> {
              if (approvers.size() > Approver.MAX) {
                throw CustomerKeyException.limit(
                    "subject", Approver.MAX, "a tenant has at most " + Approver.MAX + " approvers");
              }
            }));
  }

  @Override
  public Uni<List<Approver>> remove(TenantId tenant, Name subject, Actor actor) {
    return pool.withTransaction(tx ->
        Sql.lockTenant(tx, tenant)
            .flatMap(held ->
                tx.preparedQuery(REMOVE).execute(Sql.tuple(tenant.toUuid(), subject.value())))
            .invoke(removed -> {
              if (removed.rowCount() == 0) {
                throw NotFound.of("subject");
              }
            })
            .flatMap(removed ->
                Sql.audit(
                    tx,
                    clock.instant(),
                    actor,
                    tenant,
                    AdminAction.APPROVER_REMOVED,
                    subject.value()))
            .flatMap(audited -> all(tx, tenant)));
  }
}
