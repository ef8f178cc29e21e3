package io.customerkey.encryptor.store;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.objectkey.ObjectStore;
import io.customerkey.encryptor.objectkey.StoredKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Objects and their keys. */
@Singleton
final class PgObjectStore implements ObjectStore {
  private static final String FIND =
      """
      SELECT o.tenant, o.current_key, k.key_version, k.policy, k.generation, k.wrapped_key,
             g.record_incarnation, g.record_counter
      FROM {object} o
      JOIN {object}_key_version k ON k.{object} = o.{object}
      JOIN policy_generation g
        ON g.policy = k.policy AND g.generation = k.generation AND g.tenant = k.tenant
      WHERE o.{object} = $1
      """;
  private static final String INSERT_OBJECT =
      """
      INSERT INTO {object} ({object}, tenant, assignment_version, current_key)
      VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      """;
  private static final String INSERT_KEY =
      """
      INSERT INTO {object}_key_version
        (key_version, {object}, tenant, policy, generation, wrapped_key)
      SELECT $1, $2, $3, policy, generation, $6 FROM (
        SELECT policy, generation FROM policy_generation
        WHERE policy = $4 AND generation = $5 AND tenant = $3 AND state = 'ACTIVE' FOR SHARE) g
      """;

  private final Pool pool;
  private final String noun;
  private final String find;
  private final String insertObject;
  private final String insertKey;

  PgObjectStore(Pool pool, ObjectKind<?> kind) {
    Tables tables = new Tables(kind);
    this.pool = pool;
    this.noun = kind.noun();
    this.find = tables.sql(FIND);
    this.insertObject = tables.sql(INSERT_OBJECT);
    this.insertKey = tables.sql(INSERT_KEY);
  }

  @Override
  public Uni<Optional<KeyedObject>> find(ObjectId object) {
    return Sql.run(pool, find, object.toUuid()).map(rows -> read(object, Sql.all(rows)));
  }

  private static Optional<KeyedObject> read(ObjectId object, List<Row> rows) {
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
        new KeyedObject(
            object,
            TenantId.of(any.getUUID("tenant")),
            KeyVersionId.of(any.getUUID("current_key")),
            keys));
  }

  @Override
  public Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record) {
    return pool.withTransaction(transaction ->
            PolicyRecordRows.keep(transaction, record)
                .chain(() -> insertObject(transaction, assignment, key))
                .chain(created ->
                    created
                        ? insertKey(transaction, assignment, key)
                        : Uni.createFrom().item(false)))
        .onFailure()
        .transform(Sql::unavailable);
  }

  private Uni<Boolean> insertObject(
      SqlConnection transaction, Assignment assignment, StoredKey key) {
    return Sql.run(
            transaction,
            insertObject,
            assignment.object().toUuid(),
            assignment.tenant().toUuid(),
            assignment.version(),
            key.version().toUuid())
        .map(rows -> rows.rowCount() == 1);
  }

  private Uni<Boolean> insertKey(SqlConnection transaction, Assignment assignment, StoredKey key) {
    return Sql.run(
            transaction,
            insertKey,
            key.version().toUuid(),
            assignment.object().toUuid(),
            assignment.tenant().toUuid(),
            key.generation().policy().toUuid(),
            key.generation().id().toUuid(),
            Sql.buffer(key.wrapped().bytes()))
        .invoke(rows -> {
          if (rows.rowCount() != 1) {
            throw CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_POLICY_DRAINING, "the policy takes no new " + noun)
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
