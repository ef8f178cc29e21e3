package io.customerkey.encryptor.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.reencryption.Applied;
import io.customerkey.encryptor.reencryption.Batch;
import io.customerkey.encryptor.reencryption.KeyToMove;
import io.customerkey.encryptor.reencryption.ObjectVersion;
import io.customerkey.encryptor.reencryption.ProgressEvents;
import io.customerkey.encryptor.reencryption.ReencryptionStore;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Moves wrapped keys, one statement for a batch. The statement itself sees that the target takes
 * new references and that no row has changed since it was read; what it passes over is met again.
 */
@Singleton
final class PgReencryptionStore implements ReencryptionStore {
  private static final String STALE =
      """
      SELECT w.object, w.version FROM unnest($1::uuid[], $2::bigint[]) AS w (object, version)
      LEFT JOIN {object} o ON o.{object} = w.object
      WHERE o.{object} IS NULL OR o.assignment_version < w.version
      """;
  private static final String UNUSED =
      """
      SELECT w.object FROM unnest($1::uuid[]) AS w (object)
      LEFT JOIN {object} o ON o.{object} = w.object WHERE o.{object} IS NULL
      """;
  private static final String KEYS =
      """
      SELECT w.object, w.tenant, k.key_version, k.policy, k.generation, k.wrapped_key, k.row_version
      FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS w (object, version, tenant)
      JOIN {object} o
        ON o.{object} = w.object AND o.tenant = w.tenant AND o.assignment_version < w.version
      JOIN {object}_key_version k ON k.{object} = o.{object}
      """;
  private static final String LOCK =
      """
      SELECT 1 FROM {object} WHERE {object} = ANY ($1::uuid[]) ORDER BY {object} FOR NO KEY UPDATE
      """;
  private static final String MOVE =
      """
      WITH target AS MATERIALIZED (
        SELECT policy, generation FROM policy_generation
        WHERE policy = $4 AND generation = $5 AND tenant = $6 AND state = 'ACTIVE' FOR SHARE)
      UPDATE {object}_key_version k
      SET policy = t.policy, generation = t.generation, wrapped_key = u.wrapped,
          row_version = gen_random_uuid()
      FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS u (key_version, row_version, wrapped),
           unnest($7::uuid[], $8::bigint[]) AS w (object, version), {object} o, target t
      WHERE k.key_version = u.key_version AND k.row_version = u.row_version
        AND w.object = k.{object} AND o.{object} = k.{object} AND o.assignment_version < w.version
      """;
  private static final String APPLY =
      """
      WITH wanted AS (SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS w (object, version)),
      followed AS (
        UPDATE {object} o SET assignment_version = w.version FROM wanted w
        WHERE o.{object} = w.object AND o.tenant = $5 AND o.assignment_version < w.version
          AND NOT EXISTS (SELECT 1 FROM {object}_key_version k
                          WHERE k.{object} = o.{object} AND (k.policy, k.generation) <> ($3, $4))
        RETURNING w.object, o.assignment_version AS version)
      SELECT object, version FROM followed
      UNION ALL
      SELECT w.object, w.version FROM wanted w
      WHERE NOT EXISTS (SELECT 1 FROM {object} o WHERE o.{object} = w.object)
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final ProgressEvents events;
  private final String stale;
  private final String unused;
  private final String keys;
  private final String lock;
  private final String move;
  private final String apply;

  PgReencryptionStore(Pool pool, Outbox outbox, ProgressEvents events, ObjectKind<?> kind) {
    Tables tables = new Tables(kind);
    this.stale = tables.sql(STALE);
    this.unused = tables.sql(UNUSED);
    this.keys = tables.sql(KEYS);
    this.lock = tables.sql(LOCK);
    this.move = tables.sql(MOVE);
    this.apply = tables.sql(APPLY);
    this.pool = pool;
    this.outbox = outbox;
    this.events = events;
  }

  @Override
  public Uni<List<ObjectVersion>> stale(List<ObjectVersion> wanted) {
    UUID[] objects = Sql.uuids(wanted.stream().map(ObjectVersion::object).toList());
    Long[] versions = wanted.stream().map(ObjectVersion::version).toArray(Long[]::new);
    return Sql.run(pool, stale, objects, versions).map(PgReencryptionStore::versions);
  }

  @Override
  public Uni<Set<ObjectId>> unused(List<Assignment> assignments) {
    return Sql.run(pool, unused, (Object) objects(assignments))
        .map(rows ->
            Sql.all(rows).stream()
                .map(row -> ObjectId.of(row.getUUID("object")))
                .collect(Collectors.toSet()));
  }

  @Override
  public Uni<List<KeyToMove>> keysOf(List<Assignment> assignments) {
    return Sql.run(
            pool,
            keys,
            objects(assignments),
            versions(assignments),
            Sql.uuids(assignments.stream().map(Assignment::tenant).toList()))
        .map(rows -> Sql.all(rows).stream().map(PgReencryptionStore::key).toList());
  }

  private static KeyToMove key(Row row) {
    return new KeyToMove(
        ObjectId.of(row.getUUID("object")),
        TenantId.of(row.getUUID("tenant")),
        KeyVersionId.of(row.getUUID("key_version")),
        Sql.generation(row),
        Sql.wrapped(row),
        Id128.of(row.getUUID("row_version")));
  }

  @Override
  public Uni<Integer> apply(Batch batch) {
    // First the locks, in a statement of their own: what follows then sees every assignment that
    // was applied meanwhile, and a late move cannot undo a newer one.
    return pool.withTransaction(transaction ->
            Sql.run(transaction, lock, (Object) objects(batch.assignments()))
                .chain(() -> move(transaction, batch))
                .chain(() -> markApplied(transaction, batch))
                .chain(applied -> tell(transaction, batch, applied)))
        .onFailure()
        .transform(Sql::unavailable)
        .invoke(reached -> outbox.wake());
  }

  private Uni<Void> move(SqlConnection transaction, Batch batch) {
    if (batch.keys().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    UUID policy = batch.target().policy().toUuid();
    UUID generation = batch.target().id().toUuid();
    UUID tenant = batch.tenant().toUuid();
    UUID[] keyVersions = Sql.uuids(batch.keys().stream().map(key -> key.from().version()).toList());
    UUID[] rows = batch.keys().stream().map(key -> key.from().row().toUuid()).toArray(UUID[]::new);
    Buffer[] wrapped =
        batch.keys().stream().map(key -> Sql.buffer(key.wrapped().bytes())).toArray(Buffer[]::new);
    return batch
        .record()
        .map(record -> PolicyRecordRows.keep(transaction, record))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() ->
            Sql.run(
                transaction,
                move,
                keyVersions,
                rows,
                wrapped,
                policy,
                generation,
                tenant,
                objects(batch.assignments()),
                versions(batch.assignments())))
        .replaceWithVoid();
  }

  private Uni<List<ObjectVersion>> markApplied(SqlConnection transaction, Batch batch) {
    return Sql.run(
            transaction,
            apply,
            objects(batch.assignments()),
            versions(batch.assignments()),
            batch.target().policy().toUuid(),
            batch.target().id().toUuid(),
            batch.tenant().toUuid())
        .map(PgReencryptionStore::versions);
  }

  private Uni<Integer> tell(SqlConnection transaction, Batch batch, List<ObjectVersion> applied) {
    if (applied.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Applied reached = new Applied(batch.tenant(), applied, batch.target(), batch.at());
    return outbox
        .append(transaction, List.of(events.progressed(reached)))
        .replaceWith(applied.size());
  }

  private static UUID[] objects(List<Assignment> assignments) {
    return Sql.uuids(assignments.stream().map(Assignment::object).toList());
  }

  private static Long[] versions(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::version).toArray(Long[]::new);
  }

  private static List<ObjectVersion> versions(RowSet<Row> rows) {
    return Sql.all(rows).stream()
        .map(row -> new ObjectVersion(ObjectId.of(row.getUUID("object")), row.getLong("version")))
        .toList();
  }
}
