package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Page;
import io.customerkey.dep.tenant.Put;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The policies. */
public interface Policies {
  /**
   * Writes the row of a policy to be created, with every id it will have, and of its creation; the
   * same draft again is the same act.
   *
   * @return what is there now; fails with CONFLICT where the id has another draft, NOT_FOUND for
   *     the tenant, TRIAL_TENANT, NOT_ENABLED, POLICY_LIMIT
   */
  Uni<Put<Policy>> begin(PolicyDraft draft, Actor actor);

  /** The policy; fails with NOT_FOUND, field {@code policy}. */
  Uni<Policy> get(TenantId tenant, PolicyId id);

  /** In order of id; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<Policy>> list(TenantId tenant, PolicyFilter filter, Optional<Cursor> after, int limit);

  /** Changes the name; fails with NOT_FOUND, PROVIDER_MANAGED. */
  Uni<Policy> rename(TenantId tenant, PolicyId id, Name name, Actor actor);
}
