package io.customerkey.dep.store;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.keyuse.KeyUse;
import io.customerkey.dep.keyuse.KeyUseFilter;
import io.customerkey.dep.keyuse.KeyUseKind;
import io.customerkey.dep.keyuse.KeyUses;
import io.customerkey.dep.keyuse.UseId;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Key uses in SQL. */
@ApplicationScoped
class SqlKeyUses implements KeyUses {
  private static final String INSERT =
      """
      INSERT INTO key_use (use_id, tenant_id, policy_id, generation_id, kind, key, operation, purpose,
                           subject, verdict_id, outcome, reason, used)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (use_id) DO NOTHING\
      """;
  private static final String PAGE =
      """
      SELECT * FROM key_use
      WHERE tenant_id = $1 AND ($2::smallint IS NULL OR kind = $2)
        AND ($3::uuid IS NULL OR policy_id = $3)
        AND ($4::timestamptz IS NULL OR (used, use_id) < ($4, $5::uuid))
      ORDER BY used DESC, use_id DESC LIMIT $6\
      """;

  private final Pool pool;

  SqlKeyUses(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> record(KeyUse use) {
    return pool.preparedQuery(INSERT)
        .execute(
            Sql.tuple(
                use.id().toUuid(),
                use.tenant().toUuid(),
                use.policy().toUuid(),
                use.generation().map(GenerationId::toUuid).orElse(null),
                (short) use.kind().number(),
                use.key(),
                use.operation(),
                use.purpose(),
                use.subject(),
                use.verdict().map(VerdictId::toUuid).orElse(null),
                use.outcome(),
                use.reason(),
                Sql.time(use.used().truncatedTo(ChronoUnit.MICROS))))
        .replaceWithVoid();
  }

  @Override
  public Uni<Page<KeyUse>> list(
      TenantId tenant, KeyUseFilter filter, Optional<Cursor> after, int limit) {
    Tuple parameters =
        Sql.tuple(
            tenant.toUuid(),
            filter.kind().map(kind -> (short) kind.number()).orElse(null),
            filter.policy().map(PolicyId::toUuid).orElse(null),
            after.flatMap(Cursor::time).map(Sql::time).orElse(null),
            after.map(cursor -> cursor.id().toUuid()).orElse(null),
            limit + 1);
    return Sql.requireTenant(pool, tenant)
        .flatMap(found -> pool.preparedQuery(PAGE).execute(parameters))
        .map(rows ->
            Page.of(
                Sql.list(rows, SqlKeyUses::use),
                limit,
                use -> Cursor.after(use.used(), use.id().value())));
  }

  private static KeyUse use(Row row) {
    return new KeyUse(
        new UseId(Id128.of(row.getUUID("use_id"))),
        TenantId.of(row.getUUID("tenant_id")),
        PolicyId.of(row.getUUID("policy_id")),
        Optional.ofNullable(row.getUUID("generation_id")).map(GenerationId::of),
        KeyUseKind.of(row.getShort("kind")),
        row.getString("key"),
        row.getString("operation"),
        row.getString("purpose"),
        row.getString("subject"),
        Optional.ofNullable(row.getUUID("verdict_id")).map(VerdictId::of),
        row.getString("outcome"),
        row.getString("reason"),
        Sql.instant(row, "used"));
  }
}
