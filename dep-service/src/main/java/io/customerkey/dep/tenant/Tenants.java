package io.customerkey.dep.tenant;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The tenants. */
public interface Tenants {
  /**
   * Enrols a tenant, and begins its provider-managed policies; the same again is the same act.
   *
   * @return what is there now; fails with CONFLICT where the id was created from another body
   */
  Uni<Put<Tenant>> put(Tenant tenant, Actor actor);

  /** The tenant; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Tenant> get(TenantId id);

  /** In order of id. */
  Uni<Page<Tenant>> list(Optional<NamePart> name, Optional<Cursor> after, int limit);

  /** Changes the name; fails with NOT_FOUND. */
  Uni<Tenant> rename(TenantId id, Name name, Actor actor);
}
