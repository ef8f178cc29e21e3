package io.customerkey.dep.site;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Geo;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The registration of geos. A change is written at once; the sites follow in batches, by a job that
 * survives a crash.
 */
public interface Registrations {
  /**
   * Registers the geo with a policy, or rolls it to another; the same policy again changes nothing.
   *
   * @return as it is now; fails with NOT_FOUND for tenant, geo or policy, ARGUMENT_INVALID for a
   *     policy of the other workload or the provider-managed one, POLICY_NOT_ACTIVE
   */
  Uni<Registration> register(TenantId tenant, Geo geo, PolicyId policy, Actor actor);

  /**
   * Returns the geo to the provider-managed policy.
   *
   * @return as it is now; fails with NOT_FOUND, PROVIDER_NOT_CONFIGURED, POLICY_NOT_ACTIVE
   */
  Uni<Registration> release(TenantId tenant, Geo geo, Actor actor);

  /** The registration; fails with NOT_FOUND for tenant or geo. */
  Uni<Registration> get(TenantId tenant, Geo geo);

  /** Of all geos of the tenant, its home first; fails with NOT_FOUND for the tenant. */
  Uni<List<Registration>> list(TenantId tenant);
}
