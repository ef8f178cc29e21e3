package io.customerkey.dep.store;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.assignment.DesiredAssignment;
import io.customerkey.dep.assignment.DesiredState;
import io.customerkey.dep.assignment.ObjectKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the encryptors fetch, each in one statement. */
@ApplicationScoped
class SqlDesiredState implements DesiredState {
  private static final String SELECT =
      """
      SELECT a.object_id, a.tenant_id, a.version, a.policy_id, p.generation_id
      FROM assignment a JOIN policy p ON p.policy_id = a.policy_id
      """;
  private static final String FETCH =
      SELECT + "WHERE a.kind = $1 AND a.object_id = ANY($2) ORDER BY a.object_id";
  private static final String LIST =
      SELECT
          + "WHERE a.kind = $1 AND ($2::uuid IS NULL OR a.object_id > $2) ORDER BY a.object_id LIMIT $3";
  private static final String RECORDS =
      """
      SELECT DISTINCT ON (generation_id) statement FROM policy_record
      WHERE generation_id = ANY($1) ORDER BY generation_id, incarnation DESC, counter DESC\
      """;

  /** A policy that is being created has no record for anybody but its creation. */
  private static final String RECORD =
      """
      SELECT r.statement FROM policy_record r JOIN policy p ON p.policy_id = r.policy_id
      WHERE r.policy_id = $1 AND r.generation_id = $2 AND p.state <> 1
      ORDER BY r.incarnation DESC, r.counter DESC LIMIT 1\
      """;

  private final Pool pool;

  SqlDesiredState(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<List<DesiredAssignment>> fetch(ObjectKind kind, List<ObjectId> objects) {
    return pool.preparedQuery(FETCH)
        .execute(Sql.tuple(kind.number(), Sql.uuids(objects)))
        .map(rows -> Sql.list(rows, SqlDesiredState::assignment));
  }

  @Override
  public Uni<List<DesiredAssignment>> list(ObjectKind kind, Optional<ObjectId> after, int limit) {
    return pool.preparedQuery(LIST)
        .execute(Sql.tuple(kind.number(), after.map(ObjectId::toUuid).orElse(null), limit))
        .map(rows -> Sql.list(rows, SqlDesiredState::assignment));
  }

  @Override
  public Uni<List<SignedStatement>> records(Collection<GenerationId> generations) {
    return pool.preparedQuery(RECORDS)
        .execute(Sql.tuple((Object) Sql.uuids(List.copyOf(generations))))
        .map(rows -> Sql.list(rows, SqlDesiredState::statement));
  }

  @Override
  public Uni<SignedStatement> record(PolicyId policy, GenerationId generation) {
    return pool.preparedQuery(RECORD)
        .execute(Sql.tuple(policy.toUuid(), generation.toUuid()))
        .map(rows ->
            Sql.first(rows, SqlDesiredState::statement)
                .orElseThrow(() -> NotFound.of("generation_id")));
  }

  private static DesiredAssignment assignment(Row row) {
    return new DesiredAssignment(
        ObjectId.of(row.getUUID("object_id")),
        TenantId.of(row.getUUID("tenant_id")),
        row.getLong("version"),
        PolicyId.of(row.getUUID("policy_id")),
        GenerationId.of(row.getUUID("generation_id")));
  }

  static SignedStatement statement(Row row) {
    return StoredStatement.read(row.get(Buffer.class, "statement").getBytes());
  }
}
