package io.customerkey.dep.store;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.site.Site;
import io.customerkey.dep.site.SiteDraft;
import io.customerkey.dep.site.SiteKind;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Name;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** Sites with their assignments as they are selected. */
final class SiteRows {
  /** Everything {@link #toSite} reads. */
  static final String SELECT =
      """
      SELECT s.site_id, s.tenant_id, s.name, s.initial_name, s.kind, s.geo, s.created,
      """
          + AssignmentRows.COLUMNS
          + "FROM site s LEFT JOIN assignment a ON a.kind = 2 AND a.object_id = s.site_id\n";

  private SiteRows() {}

  static Site toSite(Row row) {
    Geo geo = new Geo(row.getString("geo"));
    SiteDraft draft =
        new SiteDraft(
            SiteId.of(row.getUUID("site_id")),
            TenantId.of(row.getUUID("tenant_id")),
            new Name(row.getString("initial_name")),
            SiteKind.of(row.getShort("kind")),
            Optional.of(geo));
    return new Site(
        draft,
        new Name(row.getString("name")),
        geo,
        Sql.instant(row, "created"),
        AssignmentRows.assignment(row));
  }
}
