package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Geo;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.List;

/** Geos of a tenant in SQL. */
final class TenantGeos {
  private static final String SELECT =
      "SELECT geo FROM tenant_geo WHERE tenant_id = $1 ORDER BY position";

  private TenantGeos() {}

  /** By position: the home first. */
  static Uni<List<Geo>> of(SqlClient client, TenantId tenant) {
    return client
        .preparedQuery(SELECT)
        .execute(Sql.tuple(tenant.toUuid()))
        .map(rows -> Sql.list(rows, row -> new Geo(row.getString("geo"))));
  }
}
