package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The kill switch in this service's own database: new signed settings, their event and the audit
 * entry in one transaction. Both calls fail with NOT_FOUND, PROVIDER_MANAGED, and POLICY_NOT_ACTIVE
 * for a policy that is not in use.
 */
public interface Suspensions {
  /** A suspension that ends later than the one asked for stays as it is. */
  Uni<Changed> suspend(TenantId tenant, PolicyId policy, Suspension asked, Actor actor);

  /** Ends the suspension; where there is none nothing is written. */
  Uni<Changed> resume(TenantId tenant, PolicyId policy, Actor actor);

  /**
   * What holds now.
   *
   * @param suspension empty: none
   * @param settings newest, signed
   */
  record Changed(Optional<Suspension> suspension, SignedStatement settings) {}
}
