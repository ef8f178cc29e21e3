package io.customerkey.dep.site;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The sites of the tenants. */
public interface Sites {
  /**
   * Enters a site and assigns it: to the policy of its geo's registration, else to the
   * provider-managed one. The same draft again is the same act, whatever was changed since.
   *
   * @return what is there now; fails with CONFLICT where the id has another draft, NOT_FOUND for
   *     the tenant, ARGUMENT_INVALID for a geo that the tenant has not
   */
  Uni<Put<Site>> put(SiteDraft draft, Actor actor);

  /** The site; fails with NOT_FOUND, field {@code site}. */
  Uni<Site> get(TenantId tenant, SiteId id);

  /** In order of id; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<Site>> list(TenantId tenant, SiteFilter filter, Optional<Cursor> after, int limit);

  /** Changes the name; fails with NOT_FOUND. */
  Uni<Site> rename(TenantId tenant, SiteId id, Name name, Actor actor);
}
