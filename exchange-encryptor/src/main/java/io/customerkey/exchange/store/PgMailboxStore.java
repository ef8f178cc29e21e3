package io.customerkey.exchange.store;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.exchange.assignment.Assignment;
import io.customerkey.exchange.assignment.Generation;
import io.customerkey.exchange.assignment.PolicyRecord;
import io.customerkey.exchange.mailbox.Mailbox;
import io.customerkey.exchange.mailbox.MailboxStore;
import io.customerkey.exchange.mailbox.StoredKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Mailboxes and their keys. */
@Singleton
final class PgMailboxStore implements MailboxStore {
  private static final String FIND =
      """
      SELECT m.tenant, m.current_key, k.key_version, k.policy, k.generation, k.wrapped_key,
             g.record_incarnation, g.record_counter
      FROM mailbox m
      JOIN mailbox_key_version k ON k.mailbox = m.mailbox
      JOIN policy_generation g
        ON g.policy = k.policy AND g.generation = k.generation AND g.tenant = k.tenant
      WHERE m.mailbox = $1
      """;
  private static final String INSERT_MAILBOX =
      """
      INSERT INTO mailbox (mailbox, tenant, assignment_version, current_key)
      VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      """;
  private static final String INSERT_KEY =
      """
      INSERT INTO mailbox_key_version (key_version, mailbox, tenant, policy, generation, wrapped_key)
      SELECT $1, $2, $3, policy, generation, $6 FROM (
        SELECT policy, generation FROM policy_generation
        WHERE policy = $4 AND generation = $5 AND tenant = $3 AND state = 'ACTIVE' FOR SHARE) g
      """;

  private final Pool pool;

  PgMailboxStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Optional<Mailbox>> find(MailboxId mailbox) {
    return Sql.run(pool, FIND, mailbox.toUuid()).map(rows -> read(mailbox, Sql.all(rows)));
  }

  private static Optional<Mailbox> read(MailboxId mailbox, List<Row> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<StoredKey> keys =
        rows.stream()
            .map(row ->
                new StoredKey(
                    KeyVersionId.of(row.getUUID("key_version")),
                    Sql.generation(row),
                    Sql.wrapped(row),
                    Sql.sequence(row)))
            .toList();
    Row any = rows.getFirst();
    return Optional.of(
        new Mailbox(
            mailbox,
            TenantId.of(any.getUUID("tenant")),
            KeyVersionId.of(any.getUUID("current_key")),
            keys));
  }

  @Override
  public Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record) {
    return pool.withTransaction(transaction ->
            PolicyRecordRows.keep(transaction, record)
                .chain(() -> insertMailbox(transaction, assignment, key))
                .chain(created ->
                    created
                        ? insertKey(transaction, assignment, key)
                        : Uni.createFrom().item(false)))
        .onFailure()
        .transform(Sql::unavailable);
  }

  private static Uni<Boolean> insertMailbox(
      SqlConnection transaction, Assignment assignment, StoredKey key) {
    return Sql.run(
            transaction,
            INSERT_MAILBOX,
            assignment.mailbox().toUuid(),
            assignment.tenant().toUuid(),
            assignment.version(),
            key.version().toUuid())
        .map(rows -> rows.rowCount() == 1);
  }

  private static Uni<Boolean> insertKey(
      SqlConnection transaction, Assignment assignment, StoredKey key) {
    return Sql.run(
            transaction,
            INSERT_KEY,
            key.version().toUuid(),
            assignment.mailbox().toUuid(),
            assignment.tenant().toUuid(),
            key.generation().policy().toUuid(),
            key.generation().id().toUuid(),
            Sql.buffer(key.wrapped().bytes()))
        .invoke(rows -> {
          if (rows.rowCount() != 1) {
            throw CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_POLICY_DRAINING,
                    "the policy takes no new mailboxes")
                .with("policy", key.generation().policy().toString());
          }
        })
        .replaceWith(true);
  }

  @Override
  public Uni<PolicyRecord> record(Generation generation) {
    return PolicyRecordRows.find(pool, generation);
  }

  @Override
  public Uni<Void> keepNewer(PolicyRecord record) {
    return PolicyRecordRows.replace(pool, record);
  }
}
