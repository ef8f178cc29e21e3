package io.customerkey.dep.site;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Name;
import java.util.Optional;

/**
 * What an admin asks for: the part of a site that a retry must repeat.
 *
 * @param id chosen by the admin
 * @param tenant owner
 * @param name or address
 * @param kind what it is
 * @param geo where it is; empty: the tenant's home
 */
public record SiteDraft(SiteId id, TenantId tenant, Name name, SiteKind kind, Optional<Geo> geo) {
  /** The same in that geo. */
  public SiteDraft in(Geo resolved) {
    return new SiteDraft(id, tenant, name, kind, Optional.of(resolved));
  }
}
