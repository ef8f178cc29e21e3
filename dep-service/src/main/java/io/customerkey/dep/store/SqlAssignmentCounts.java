package io.customerkey.dep.store;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.AssignmentCount;
import io.customerkey.dep.assignment.AssignmentCounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts in SQL. */
@ApplicationScoped
class SqlAssignmentCounts implements AssignmentCounts {
  private static final String COUNT =
      """
      SELECT count(*), count(*) FILTER (WHERE applied_version >= version)
      FROM assignment WHERE tenant_id = $1 AND policy_id = $2\
      """;

  private final Pool pool;

  SqlAssignmentCounts(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<AssignmentCount> of(TenantId tenant, PolicyId policy) {
    return pool.preparedQuery(COUNT)
        .execute(Sql.tuple(tenant.toUuid(), policy.toUuid()))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new AssignmentCount(row.getLong(0), row.getLong(1));
        });
  }
}
