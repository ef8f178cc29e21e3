package io.customerkey.exchange.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.exchange.assignment.Assignment;
import io.customerkey.exchange.reencryption.Applied;
import io.customerkey.exchange.reencryption.Batch;
import io.customerkey.exchange.reencryption.KeyToMove;
import io.customerkey.exchange.reencryption.MailboxVersion;
import io.customerkey.exchange.reencryption.ProgressEvents;
import io.customerkey.exchange.reencryption.ReencryptionStore;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Moves wrapped keys, one statement for a batch. The statement itself sees that the target takes
 * new references and that no row has changed since it was read; what it passes over is met again.
 */
@Singleton
final class PgReencryptionStore implements ReencryptionStore {
  private static final String STALE =
      """
      SELECT w.mailbox, w.version FROM unnest($1::uuid[], $2::bigint[]) AS w (mailbox, version)
      JOIN mailbox m ON m.mailbox = w.mailbox AND m.assignment_version < w.version
      """;
  private static final String KEYS =
      """
      SELECT m.mailbox, m.tenant, k.key_version, k.policy, k.generation, k.wrapped_key, k.row_version
      FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS w (mailbox, version, tenant)
      JOIN mailbox m
        ON m.mailbox = w.mailbox AND m.tenant = w.tenant AND m.assignment_version < w.version
      JOIN mailbox_key_version k ON k.mailbox = m.mailbox
      """;
  private static final String MOVE =
      """
      WITH target AS MATERIALIZED (
        SELECT policy, generation FROM policy_generation
        WHERE policy = $4 AND generation = $5 AND tenant = $6 AND state = 'ACTIVE' FOR SHARE)
      UPDATE mailbox_key_version k
      SET policy = t.policy, generation = t.generation, wrapped_key = u.wrapped,
          row_version = gen_random_uuid()
      FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS u (key_version, row_version, wrapped),
           target t
      WHERE k.key_version = u.key_version AND k.row_version = u.row_version
      """;
  private static final String APPLY =
      """
      UPDATE mailbox m SET assignment_version = w.version
      FROM unnest($1::uuid[], $2::bigint[]) AS w (mailbox, version)
      WHERE m.mailbox = w.mailbox AND m.tenant = $5 AND m.assignment_version < w.version
        AND NOT EXISTS (SELECT 1 FROM mailbox_key_version k
                        WHERE k.mailbox = m.mailbox AND (k.policy, k.generation) <> ($3, $4))
      RETURNING m.mailbox, m.assignment_version AS version
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final ProgressEvents events;

  PgReencryptionStore(Pool pool, Outbox outbox, ProgressEvents events) {
    this.pool = pool;
    this.outbox = outbox;
    this.events = events;
  }

  @Override
  public Uni<List<MailboxVersion>> stale(List<MailboxVersion> wanted) {
    UUID[] mailboxes = Sql.uuids(wanted.stream().map(MailboxVersion::mailbox).toList());
    Long[] versions = wanted.stream().map(MailboxVersion::version).toArray(Long[]::new);
    return Sql.run(pool, STALE, mailboxes, versions).map(PgReencryptionStore::versions);
  }

  @Override
  public Uni<List<KeyToMove>> keysOf(List<Assignment> assignments) {
    return Sql.run(
            pool,
            KEYS,
            mailboxes(assignments),
            versions(assignments),
            Sql.uuids(assignments.stream().map(Assignment::tenant).toList()))
        .map(rows -> Sql.all(rows).stream().map(PgReencryptionStore::key).toList());
  }

  private static KeyToMove key(Row row) {
    return new KeyToMove(
        MailboxId.of(row.getUUID("mailbox")),
        TenantId.of(row.getUUID("tenant")),
        KeyVersionId.of(row.getUUID("key_version")),
        Sql.generation(row),
        Sql.wrapped(row),
        Id128.of(row.getUUID("row_version")));
  }

  @Override
  public Uni<Integer> apply(Batch batch) {
    return pool.withTransaction(transaction ->
            move(transaction, batch)
                .chain(() -> markApplied(transaction, batch))
                .chain(applied -> tell(transaction, batch, applied)))
        .onFailure()
        .transform(Sql::unavailable)
        .invoke(reached -> outbox.wake());
  }

  private static Uni<Void> move(SqlConnection transaction, Batch batch) {
    if (batch.keys().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    UUID policy = batch.target().policy().toUuid();
    UUID generation = batch.target().id().toUuid();
    UUID tenant = batch.tenant().toUuid();
    UUID[] keys = Sql.uuids(batch.keys().stream().map(key -> key.from().version()).toList());
    UUID[] rows = batch.keys().stream().map(key -> key.from().row().toUuid()).toArray(UUID[]::new);
    Buffer[] wrapped =
        batch.keys().stream().map(key -> Sql.buffer(key.wrapped().bytes())).toArray(Buffer[]::new);
    return batch
        .record()
        .map(record -> PolicyRecordRows.keep(transaction, record))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> Sql.run(transaction, MOVE, keys, rows, wrapped, policy, generation, tenant))
        .replaceWithVoid();
  }

  private static Uni<List<MailboxVersion>> markApplied(SqlConnection transaction, Batch batch) {
    return Sql.run(
            transaction,
            APPLY,
            mailboxes(batch.assignments()),
            versions(batch.assignments()),
            batch.target().policy().toUuid(),
            batch.target().id().toUuid(),
            batch.tenant().toUuid())
        .map(PgReencryptionStore::versions);
  }

  private Uni<Integer> tell(SqlConnection transaction, Batch batch, List<MailboxVersion> applied) {
    if (applied.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Applied reached = new Applied(batch.tenant(), applied, batch.target(), batch.at());
    return outbox
        .append(transaction, List.of(events.progressed(reached)))
        .replaceWith(applied.size());
  }

  private static UUID[] mailboxes(List<Assignment> assignments) {
    return Sql.uuids(assignments.stream().map(Assignment::mailbox).toList());
  }

  private static Long[] versions(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::version).toArray(Long[]::new);
  }

  private static List<MailboxVersion> versions(RowSet<Row> rows) {
    return Sql.all(rows).stream()
        .map(
            row -> new MailboxVersion(MailboxId.of(row.getUUID("mailbox")), row.getLong("version")))
        .toList();
  }
}
