package io.customerkey.dep.onboarding;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Name;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Who may approve for a tenant. Every answer is the whole list, in order of subject. */
public interface Approvers {
  /** All; fails with NOT_FOUND, field {@code tenant}. */
  Uni<List<Approver>> list(TenantId tenant);

  /**
   * Adds one; who is there already stays as they are.
   *
   * @return all; fails with NOT_FOUND, LIMIT_EXCEEDED
   */
  Uni<List<Approver>> add(TenantId tenant, Name subject, Actor actor);

  /**
   * Removes one.
   *
   * @return the others; fails with NOT_FOUND, field {@code tenant} or {@code subject}
   */
  Uni<List<Approver>> remove(TenantId tenant, Name subject, Actor actor);
}
