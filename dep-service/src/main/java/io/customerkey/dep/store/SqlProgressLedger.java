package io.customerkey.dep.store;

import io.customerkey.dep.assignment.Progress;
import io.customerkey.dep.assignment.ProgressLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Applied versions in SQL: a report is one statement. */
@ApplicationScoped
class SqlProgressLedger implements ProgressLedger {
  private static final String APPLY =
      """
      WITH reported AS (
        SELECT id, max(version) AS version FROM unnest($1::uuid[], $2::bigint[]) AS r (id, version)
        GROUP BY id),
      held AS (
        SELECT a.object_id FROM assignment a JOIN reported r ON r.id = a.object_id
        WHERE a.kind = $6 AND a.tenant_id = $3 ORDER BY a.object_id FOR UPDATE OF a)
      UPDATE assignment a SET applied_version = r.version, applied_policy_id = $4, applied_at = $5
      FROM reported r, held h
      WHERE a.kind = $6 AND a.object_id = r.id AND h.object_id = a.object_id
        AND (a.applied_version IS NULL OR a.applied_version < r.version)\
      """;

  private final Pool pool;

  SqlProgressLedger(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> apply(Progress progress) {
    if (progress.entries().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Long[] versions = progress.entries().stream().map(Progress.Entry::version).toArray(Long[]::new);
    return pool.preparedQuery(APPLY)
        .execute(
            Sql.tuple(
                Sql.uuids(progress.entries().stream().map(Progress.Entry::object).toList()),
                versions,
                progress.tenant().toUuid(),
                progress.policy().toUuid(),
                Sql.time(progress.at()),
                progress.kind().number()))
        .replaceWithVoid();
  }
}
