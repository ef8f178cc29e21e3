package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.events.OutgoingEvents;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.posture.Finding;
import io.customerkey.dep.posture.PostureRules;
import io.customerkey.dep.posture.Postures;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Findings in SQL. */
@ApplicationScoped
class SqlPostures implements Postures {
  private static final String TAKE =
      """
      UPDATE tenant SET next_posture = $2 WHERE tenant_id = (
        SELECT tenant_id FROM tenant WHERE next_posture <= $1
        ORDER BY next_posture LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING tenant_id, profile\
      """;

  /** Of policies that protect something or may: neither being created nor retired nor purged. */
  private static final String PAIRS =
      """
      SELECT DISTINCT one.key_id AS one, other.key_id AS other
      FROM policy p
      JOIN policy_key one ON one.policy_id = p.policy_id AND one.slot = 1
      JOIN policy_key other ON other.policy_id = p.policy_id AND other.slot = 2
      WHERE p.tenant_id = $1 AND p.provider_directory_id IS NULL AND p.state IN (2, 3, 5, 6)
      ORDER BY 1, 2\
      """;

  private static final String LIST =
      "SELECT * FROM finding WHERE tenant_id = $1 ORDER BY found, key_id, check_id";
  private static final String CLEAR = "DELETE FROM finding WHERE tenant_id = $1";
  private static final String INSERT =
      """
      INSERT INTO finding (tenant_id, key_id, check_id, observed, advice, found, seen)
      VALUES ($1, $2, $3, $4, $5, $6, $7)\
      """;
  private static final String NEXT = "UPDATE tenant SET next_posture = $2 WHERE tenant_id = $1";

  private final Pool pool;
  private final OutgoingEvents events;
  private final Outbox outbox;
  private final Clock clock;

  SqlPostures(Pool pool, OutgoingEvents events, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Optional<Due>> take(Instant until) {
    return pool.preparedQuery(TAKE)
        .execute(Sql.tuple(Sql.time(clock.instant()), Sql.time(until)))
        .flatMap(rows ->
            Sql.first(rows, row -> row)
                .map(row ->
                    due(TenantId.of(row.getUUID("tenant_id")), Profile.of(row.getShort("profile"))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<Due>> due(TenantId tenant, Profile profile) {
    return pool.preparedQuery(PAIRS)
        .execute(Sql.tuple(tenant.toUuid()))
        .map(rows -> Optional.of(new Due(tenant, profile, Sql.list(rows, SqlPostures::pair))));
  }

  private static KeyPair pair(Row row) {
    return new KeyPair(
        List.of(new KeyUri(row.getString("one")), new KeyUri(row.getString("other"))));
  }

  @Override
  public Uni<PostureRules.Outcome> record(
      TenantId tenant, List<PostureRules.Seen> seen, Instant at, Instant next) {
    return pool.withTransaction(tx ->
            Sql.lockTenant(tx, tenant)
                .flatMap(held -> all(tx, tenant))
                .map(before -> PostureRules.compare(before, seen, at))
                .call(outcome -> write(tx, tenant, outcome))
                .call(outcome -> tell(tx, tenant, outcome, at))
                .call(outcome ->
                    tx.preparedQuery(NEXT).execute(Sql.tuple(tenant.toUuid(), Sql.time(next)))))
        .invoke(outbox::wake);
  }

  private static Uni<Void> write(SqlConnection tx, TenantId tenant, PostureRules.Outcome outcome) {
    List<Tuple> rows =
        outcome.now().stream()
            .map(finding ->
                Sql.tuple(
                    tenant.toUuid(),
                    finding.about().key(),
                    finding.about().check(),
                    finding.observed(),
                    finding.advice(),
                    Sql.time(finding.found()),
                    Sql.time(finding.seen())))
            .toList();
    return tx.preparedQuery(CLEAR)
        .execute(Sql.tuple(tenant.toUuid()))
        .flatMap(cleared ->
            rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid());
  }

  private Uni<Void> tell(
      SqlConnection tx, TenantId tenant, PostureRules.Outcome outcome, Instant at) {
    return outcome.isNews()
        ? outbox.append(tx, List.of(events.postureChanged(tenant, outcome, at)))
        : Uni.createFrom().voidItem();
  }

  @Override
  public Uni<List<Finding>> list(TenantId tenant) {
    return Sql.requireTenant(pool, tenant).flatMap(found -> all(pool, tenant));
  }

  private static Uni<List<Finding>> all(SqlClient client, TenantId tenant) {
    return client
        .preparedQuery(LIST)
        .execute(Sql.tuple(tenant.toUuid()))
        .map(rows -> Sql.list(rows, SqlPostures::finding));
  }

  private static Finding finding(Row row) {
    return new Finding(
        new Finding.About(row.getString("key_id"), row.getString("check_id")),
        row.getString("observed"),
        row.getString("advice"),
        Sql.instant(row, "found"),
        Sql.instant(row, "seen"));
  }
}
