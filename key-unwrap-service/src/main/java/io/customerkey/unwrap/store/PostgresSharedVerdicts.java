package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.events.EventWriter;
import io.customerkey.unwrap.fleet.SharedVerdicts;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.SharedPair;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the instances share. A poll reads what changed since the one before, and twenty seconds
 * more, because a transaction that commits late carries an earlier time: it may have waited for one
 * whose owner is frozen, which the database ends after ten.
 */
@Singleton
final class PostgresSharedVerdicts implements SharedVerdicts {
  private static final String LATE = "interval '20 seconds'";

  private final Pool pool;
  private final Outbox outbox;
  private final EventWriter events;
  private final PairRows pairs;
  private final Alerts alerts;

  PostgresSharedVerdicts(
      Pool pool, Outbox outbox, EventWriter events, KeyUriParser keys, Alerts alerts) {
    this.pool = pool;
    this.outbox = outbox;
    this.events = events;
    this.pairs = new PairRows(keys);
    this.alerts = alerts;
  }

  @Override
  public Uni<Snapshot> read(Optional<Instant> since) {
    Instant from = since.orElse(Instant.EPOCH);
    return pool.withConnection(connection ->
        connection
            .query("SELECT clock_timestamp() AS at")
            .execute()
            .map(rows -> Columns.instant(rows.iterator().next(), "at"))
            .chain(at ->
                pairs(connection, from).chain(found -> policies(connection, from, found, at))));
  }

  private Uni<List<SharedPair>> pairs(SqlConnection connection, Instant from) {
    return connection
        .preparedQuery("SELECT * FROM key_pair WHERE changed > $1::timestamptz - " + LATE)
        .execute(tuple(time(from)))
        .map(rows -> Columns.readable(rows, pairs::read, alerts));
  }

  private Uni<Snapshot> policies(
      SqlConnection connection, Instant from, List<SharedPair> found, Instant at) {
    return connection
        .preparedQuery("SELECT * FROM policy WHERE changed > $1::timestamptz - " + LATE)
        .execute(tuple(time(from)))
        .map(rows ->
            new Snapshot(
                found,
                Columns.readable(rows, PostgresSharedVerdicts::raised, alerts),
                Columns.readable(rows, PostgresSharedVerdicts::settings, alerts).stream()
                    .flatMap(Optional::stream)
                    .toList(),
                at));
  }

  static EpochRaised raised(Row row) {
    return new EpochRaised(
        TenantId.of(row.getUUID("tenant_id")),
        PolicyId.of(row.getUUID("policy_id")),
        row.getLong("epoch"),
        EpochRaised.Cause.valueOf(row.getString("cause")));
  }

  private static Optional<SignedStatement> settings(Row row) {
    return row.getValue("settings_payload") == null
        ? Optional.empty()
        : Optional.of(StatementRows.read(row, StatementType.POLICY_SETTINGS, "settings_"));
  }

  @Override
  public Uni<Optional<EpochRaised>> raise(
      TenantId tenant, PolicyId policy, EpochRaised.Cause cause) {
    return pool.withTransaction(tx ->
            tx.preparedQuery(
                    "UPDATE policy SET epoch = epoch + 1, cause = $3,"
                        + " changed = clock_timestamp()"
                        + " WHERE policy_id = $1 AND tenant_id = $2 RETURNING *")
                .execute(tuple(policy.toUuid(), tenant.toUuid(), cause.name()))
                .map(rows -> Columns.first(rows, PostgresSharedVerdicts::raised))
                .call(raised ->
                    outbox.append(
                        tx, raised.map(events::cachesDropped).map(List::of).orElse(List.of()))))
        .invoke(outbox::wake);
  }
}
