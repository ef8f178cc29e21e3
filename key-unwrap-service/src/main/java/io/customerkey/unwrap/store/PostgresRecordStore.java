package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.events.EventWriter;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.PairState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The newest believed statements. */
@Singleton
final class PostgresRecordStore implements RecordStore {
  private static final String POLICY =
      "INSERT INTO policy (policy_id, tenant_id) VALUES ($1, $2) ON CONFLICT (policy_id) DO NOTHING";

  private static final String PAIR =
      """
      INSERT INTO key_pair (pair_id, key_one, key_other) VALUES ($1, $2, $3)
      ON CONFLICT (pair_id) DO NOTHING\
      """;

  private static final String RECORD =
      """
      INSERT INTO policy_record AS held (generation_id, policy_id, tenant_id, pair_id, incarnation,
        counter, payload, signers, signatures, directory_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (generation_id) DO UPDATE SET pair_id = excluded.pair_id,
        incarnation = excluded.incarnation, counter = excluded.counter, payload = excluded.payload,
        signers = excluded.signers, signatures = excluded.signatures, directory_id = excluded.directory_id,
        saved = clock_timestamp()
      WHERE (held.incarnation, held.counter) <= (excluded.incarnation, excluded.counter)\
      """;

  /** A generation that comes to a pair whose denial is confirmed is denied from then on. */
  private static final String DENIED =
      """
      WITH news AS (
        SELECT k.denied_since FROM policy_record r JOIN key_pair k USING (pair_id)
        LEFT JOIN denial_notice n USING (generation_id)
        WHERE r.generation_id = $1 AND (k.denied_since IS NOT NULL) IS DISTINCT FROM coalesce(n.denied, false)),
      raised AS (
        UPDATE policy SET epoch = epoch + 1, changed = clock_timestamp(),
          cause = CASE WHEN news.denied_since IS NULL THEN 'RESTORED' ELSE 'DENIED' END
        FROM news WHERE policy_id = $2
        RETURNING epoch)
      INSERT INTO denial_notice (generation_id, policy_id, tenant_id, denied, since, epoch)
      SELECT $1, $2, $3::uuid, news.denied_since IS NOT NULL, coalesce(news.denied_since, now()), raised.epoch
      FROM news, raised
      ON CONFLICT (generation_id) DO UPDATE SET denied = excluded.denied, since = excluded.since,
        epoch = excluded.epoch, acknowledged = false\
      """;

  /** The other instances read what changed. */
  private static final String CHANGED =
      "UPDATE policy SET changed = clock_timestamp() WHERE policy_id = $1";

  private static final String SETTINGS =
      """
      WITH before AS (
        SELECT epoch, suspended_until, purged FROM policy WHERE policy_id = $1 FOR UPDATE),
      news AS (
        SELECT $9::boolean AND NOT purged AS purges, $8::timestamptz IS NOT NULL
          AND suspended_until IS DISTINCT FROM $8::timestamptz AS suspends
        FROM before)
      UPDATE policy p SET settings_incarnation = $2, settings_counter = $3, settings_payload = $4,
        settings_signers = $5, settings_signatures = $6, fallback = $7,
        epoch = p.epoch + CASE WHEN news.purges OR news.suspends THEN 1 ELSE 0 END,
        cause = CASE WHEN news.purges THEN 'PURGED' WHEN news.suspends THEN 'SUSPENDED'
          ELSE p.cause END,
        suspended_until = $8, purged = p.purged OR $9, changed = clock_timestamp()
      FROM before, news
      WHERE p.policy_id = $1 AND (p.settings_incarnation, p.settings_counter) < ($2, $3)
      RETURNING p.epoch > before.epoch AS raised\
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final EventWriter events;
  private final Alerts alerts;

  PostgresRecordStore(Pool pool, Outbox outbox, EventWriter events, Alerts alerts) {
    this.pool = pool;
    this.outbox = outbox;
    this.events = events;
    this.alerts = alerts;
  }

  @Override
  public Uni<Void> save(PolicyRecord record) {
    PairState pair = record.pair().unknown();
    return pool.withTransaction(tx ->
        policy(tx, record.ref().policy(), record.ref().tenant().toUuid())
            .chain(() ->
                tx.preparedQuery(PAIR)
                    .execute(
                        tuple(
                            record.pair().id().toUuid(),
                            pair.one().key().toString(),
                            pair.other().key().toString())))
            .chain(() -> newest(tx, record))
            .chain(() ->
                tx.preparedQuery(DENIED)
                    .execute(
                        tuple(
                            record.ref().generation().toUuid(),
                            record.ref().policy().toUuid(),
                            record.ref().tenant().toUuid())))
            .chain(() -> tx.preparedQuery(CHANGED).execute(tuple(record.ref().policy().toUuid())))
            .replaceWithVoid());
  }

  private static Uni<Void> newest(SqlConnection tx, PolicyRecord record) {
    return tx.preparedQuery(RECORD)
        .execute(
            tuple(
                record.ref().generation().toUuid(),
                record.ref().policy().toUuid(),
                record.ref().tenant().toUuid(),
                record.pair().id().toUuid(),
                record.sequence().incarnation(),
                record.sequence().counter(),
                StatementRows.payload(record.statement()),
                StatementRows.signers(record.statement()),
                StatementRows.signatures(record.statement()),
                record.keys().getFirst().directory().value().toUuid()))
        .chain(written ->
            written.rowCount() > 0 ? KeyRows.named(tx, record) : Uni.createFrom().voidItem());
  }

  @Override
  public Uni<EpochRaised> save(PolicySettings settings) {
    return pool.withTransaction(tx ->
            policy(tx, settings.policy(), settings.tenant().toUuid())
                .chain(() ->
                    tx.preparedQuery(SETTINGS)
                        .execute(
                            tuple(
                                settings.policy().toUuid(),
                                settings.sequence().incarnation(),
                                settings.sequence().counter(),
                                StatementRows.payload(settings.statement()),
                                StatementRows.signers(settings.statement()),
                                StatementRows.signatures(settings.statement()),
                                settings.fallback(),
                                time(settings.suspendedUntil()),
                                settings.state() == PolicyState.PURGED)))
                .map(rows -> Columns.first(rows, row -> row.getBoolean("raised")).orElse(false))
                .chain(raised -> epoch(tx, settings.policy(), raised)))
        .invoke(outbox::wake);
  }

  private Uni<EpochRaised> epoch(SqlConnection tx, PolicyId policy, boolean raised) {
    return tx.preparedQuery("SELECT * FROM policy WHERE policy_id = $1")
        .execute(tuple(policy.toUuid()))
        .map(rows -> PostgresSharedVerdicts.raised(rows.iterator().next()))
        .call(
            epoch -> outbox.append(tx, raised ? List.of(events.cachesDropped(epoch)) : List.of()));
  }

  private static Uni<Void> policy(SqlConnection tx, PolicyId policy, UUID tenant) {
    return tx.preparedQuery(POLICY).execute(tuple(policy.toUuid(), tenant)).replaceWithVoid();
  }

  @Override
  public Uni<Optional<SignedStatement>> find(PolicyId policy, GenerationId generation) {
    return pool.preparedQuery(
            "SELECT generation_id, payload, signers, signatures FROM policy_record"
                + " WHERE generation_id = $1 AND policy_id = $2")
        .execute(tuple(generation.toUuid(), policy.toUuid()))
        .map(rows ->
            Columns.readable(
                    rows, row -> StatementRows.read(row, StatementType.POLICY_RECORD, ""), alerts)
                .stream()
                .findFirst());
  }

  @Override
  public Uni<List<SignedStatement>> all() {
    return pool.query(
            "SELECT policy_id, settings_payload, settings_signers, settings_signatures FROM policy"
                + " WHERE settings_payload IS NOT NULL")
        .execute()
        .map(rows ->
            Columns.readable(
                rows,
                row -> StatementRows.read(row, StatementType.POLICY_SETTINGS, "settings_"),
                alerts))
        .chain(settings -> records().map(records -> joined(settings, records)));
  }

  private Uni<List<SignedStatement>> records() {
    return pool.query("SELECT generation_id, payload, signers, signatures FROM policy_record")
        .execute()
        .map(rows ->
            Columns.readable(
                rows, row -> StatementRows.read(row, StatementType.POLICY_RECORD, ""), alerts));
  }

  private static List<SignedStatement> joined(
      List<SignedStatement> one, List<SignedStatement> other) {
    List<SignedStatement> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
