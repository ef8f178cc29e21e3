package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.instant;
import static io.customerkey.unwrap.store.Columns.maybeInstant;
import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairId;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verdicts and the attempts behind them. */
@Singleton
final class PostgresVerdictLog implements VerdictLog {
  private static final String WRITE =
      """
      INSERT INTO verdict (verdict_id, tenant_id, policy_id, generation_id, pair_id, purpose,
        decision, rule, decided)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (verdict_id) DO NOTHING\
      """;

  private static final String NEWEST =
      """
      SELECT a.* FROM key_pair k
      CROSS JOIN LATERAL (VALUES (k.key_one), (k.key_other)) AS key (id)
      CROSS JOIN LATERAL (
        SELECT * FROM vault_attempt v
        WHERE v.pair_id = k.pair_id AND v.key_id = key.id AND v.outcome IS NOT NULL
          AND v.started <= coalesce($2::timestamptz, 'infinity')
        ORDER BY v.started DESC LIMIT 1) a
      WHERE k.pair_id = $1
      ORDER BY a.started\
      """;

  /** Often enough for the tenant to be told, and not a row that every request waits for. */
  private static final String AVAILABILITY_USED =
      """
      UPDATE policy SET availability_used = $2::timestamptz
      WHERE policy_id = $1 AND (availability_used IS NULL
        OR availability_used < $2::timestamptz - interval '10 seconds')\
      """;

  private final Pool pool;

  PostgresVerdictLog(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> write(VerdictEntry entry) {
    return pool.preparedQuery(WRITE)
        .execute(
            tuple(
                entry.id().toUuid(),
                entry.ref().tenant().toUuid(),
                entry.ref().policy().toUuid(),
                entry.ref().generation().toUuid(),
                entry.pair().toUuid(),
                entry.purpose().map(Purpose::name).orElse(null),
                entry.decision().name(),
                entry.rule(),
                time(entry.decided())))
        .chain(() ->
            entry.decision() == VerdictEntry.Done.AVAILABILITY_KEY
                ? availabilityUsed(entry)
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> availabilityUsed(VerdictEntry entry) {
    return pool.preparedQuery(AVAILABILITY_USED)
        .execute(tuple(entry.ref().policy().toUuid(), time(entry.decided())))
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
        new PairId(Id128.of(row.getUUID("pair_id"))),
        Optional.ofNullable(row.getString("purpose")).map(Purpose::valueOf),
        VerdictEntry.Done.valueOf(row.getString("decision")),
        row.getString("rule"),
        instant(row, "decided"));
  }

  @Override
  public Uni<List<AttemptView>> attempts(VerdictEntry entry) {
    return pool.preparedQuery("SELECT * FROM vault_attempt WHERE verdict_id = $1 ORDER BY started")
        .execute(tuple(entry.id().toUuid()))
        .map(rows -> Columns.list(rows, PostgresVerdictLog::attempt))
        .chain(own ->
            own.isEmpty()
                ? newest(entry.pair(), Optional.of(entry.decided()))
                : Uni.createFrom().item(own));
  }

  private Uni<List<AttemptView>> newest(PairId pair, Optional<Instant> until) {
    return pool.preparedQuery(NEWEST)
        .execute(tuple(pair.toUuid(), time(until)))
        .map(rows -> Columns.list(rows, PostgresVerdictLog::attempt));
  }

  static AttemptView attempt(Row row) {
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
  public Uni<Latest> latest(PairId pair, GenerationId generation) {
    return newest(pair, Optional.empty())
        .chain(attempts -> newest(generation).map(verdict -> new Latest(attempts, verdict)));
  }

  private Uni<Optional<VerdictId>> newest(GenerationId generation) {
    return pool.preparedQuery(
            "SELECT verdict_id FROM verdict WHERE generation_id = $1 ORDER BY decided DESC LIMIT 1")
        .execute(tuple(generation.toUuid()))
        .map(rows -> Columns.first(rows, row -> VerdictId.of(row.getUUID("verdict_id"))));
  }
}
