package io.customerkey.dep.onboarding;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Validations that were made, and what follows from the newest. */
public interface Validations {
  /** Keeps one for ever. */
  Uni<Void> save(Validation validation, Actor actor);

  /** One; fails with NOT_FOUND, field {@code validation}. */
  Uni<Validation> get(TenantId tenant, ValidationId id);

  /** Newest first; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<Validation>> list(TenantId tenant, Optional<Cursor> after, int limit);

  /**
   * Lets the tenant have policies of its own; again is the same act, with the newest validation.
   *
   * @param keys in either order
   * @param longest age of the validation
   * @return nothing; fails with NOT_FOUND, TRIAL_TENANT, NOT_VALIDATED
   */
  Uni<Void> enable(TenantId tenant, KeyPair keys, Duration longest, Actor actor);
}
