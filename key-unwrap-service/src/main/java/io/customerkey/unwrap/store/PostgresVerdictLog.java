package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.instant;
import static io.customerkey.unwrap.store.Columns.maybeInstant;
import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Verdicts and the attempts behind them. */
@Singleton
final class PostgresVerdictLog implements VerdictLog {
  private static final String LATEST =
      """
      SELECT DISTINCT ON (key_id) * FROM vault_attempt
      WHERE policy_id = $1 AND generation_id = $2 AND pair_id IS NOT NULL
      ORDER BY key_id, started DESC\
      """;

  private final Pool pool;

  PostgresVerdictLog(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> write(VerdictEntry entry) {
    return pool.preparedQuery(
            "INSERT INTO verdict (verdict_id, tenant_id, policy_id, generation_id, purpose,"
                + " decision, rule, decided) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
                + " ON CONFLICT (verdict_id) DO NOTHING")
        .execute(
            tuple(
                entry.id().toUuid(),
                entry.ref().tenant().toUuid(),
                entry.ref().policy().toUuid(),
                entry.ref().generation().toUuid(),
                entry.purpose().name(),
                entry.decision().name(),
                entry.rule(),
                time(entry.decided())))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<VerdictEntry>> find(TenantId tenant, VerdictId id) {
    return pool.preparedQuery("SELECT * FROM verdict WHERE verdict_id = $1 AND tenant_id = $2")
        .execute(tuple(id.toUuid(), tenant.toUuid()))
        .map(rows -> Columns.first(rows, PostgresVerdictLog::entry));
  }

  private static VerdictEntry entry(Row row) {
    return new VerdictEntry(
        VerdictId.of(row.getUUID("verdict_id")),
        new PolicyRef(
            TenantId.of(row.getUUID("tenant_id")),
            PolicyId.of(row.getUUID("policy_id")),
            GenerationId.of(row.getUUID("generation_id"))),
        Purpose.valueOf(row.getString("purpose")),
        VerdictEntry.Done.valueOf(row.getString("decision")),
        row.getString("rule"),
        instant(row, "decided"));
  }

  @Override
  public Uni<List<AttemptView>> attempts(VerdictId id) {
    return pool.preparedQuery("SELECT * FROM vault_attempt WHERE verdict_id = $1 ORDER BY started")
        .execute(tuple(id.toUuid()))
        .map(rows -> Columns.list(rows, PostgresVerdictLog::attempt));
  }

  private static AttemptView attempt(Row row) {
    Integer status = row.getInteger("http_status");
    return new AttemptView(
        AttemptId.of(row.getUUID("attempt_id")),
        row.getString("key_id"),
        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf),
        text(row, "reason"),
        status == null ? 0 : status,
        text(row, "error_code"),
        text(row, "server_request_id"),
        text(row, "stage"),
        instant(row, "started"),
        maybeInstant(row, "ended"));
  }

  private static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public Uni<Latest> latest(PolicyId policy, GenerationId generation) {
    return pool.preparedQuery(LATEST)
        .execute(tuple(policy.toUuid(), generation.toUuid()))
        .map(rows -> Columns.list(rows, PostgresVerdictLog::attempt))
        .chain(attempts -> newest(generation).map(verdict -> new Latest(attempts, verdict)));
  }

  private Uni<Optional<VerdictId>> newest(GenerationId generation) {
    return pool.preparedQuery(
            "SELECT verdict_id FROM verdict WHERE generation_id = $1 ORDER BY decided DESC LIMIT 1")
        .execute(tuple(generation.toUuid()))
        .map(rows -> Columns.first(rows, row -> VerdictId.of(row.getUUID("verdict_id"))));
  }
}
