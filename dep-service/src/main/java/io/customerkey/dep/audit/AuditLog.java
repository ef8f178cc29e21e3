package io.customerkey.dep.audit;

import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;

/**
 * Writes down an act that changes nothing in this service's own database; every other act is
 * written with its change.
 */
public interface AuditLog {
  /** One row. */
  Uni<Void> record(Actor actor, TenantId tenant, AdminAction action, String object);

  /** One row of an act that concerns no tenant. */
  Uni<Void> record(Actor actor, AdminAction action, String object);
}
