package io.customerkey.dep.store;

import io.customerkey.dep.store.SqlAssignments.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do until all sites of a geo have their policy. A site whose first assignment this
 * is has nothing to follow: its first key is made under it.
 *
 * @param unassigned some site was not told to follow
 * @param behind some site has not followed yet
 */
record SitesLeft(boolean unassigned, boolean behind) {
  private static final String LEFT =
      """
      SELECT EXISTS (
               SELECT 1 FROM site s LEFT JOIN assignment a ON a.kind = 2 AND a.object_id = s.site_id
               WHERE s.tenant_id = $1 AND s.geo = $2 AND a.policy_id IS DISTINCT FROM $3) AS unassigned,
             EXISTS (
               SELECT 1 FROM site s JOIN assignment a ON a.kind = 2 AND a.object_id = s.site_id
               WHERE s.tenant_id = $1 AND s.geo = $2
                 AND a.version > 1 AND COALESCE(a.applied_version, 0) < a.version) AS behind\
      """;

  static Uni<SitesLeft> of(SqlConnection transaction, Target target, @Nullable String geo) {
    return transaction
        .preparedQuery(LEFT)
        .execute(Sql.tuple(target.tenant().toUuid(), geo, target.policy().toUuid()))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new SitesLeft(row.getBoolean("unassigned"), row.getBoolean("behind"));
        });
  }

  boolean nothing() {
    return !unassigned && !behind;
  }
}
