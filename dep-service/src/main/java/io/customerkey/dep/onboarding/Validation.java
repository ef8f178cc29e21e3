package io.customerkey.dep.onboarding;

import io.customerkey.crypto.id.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * A look at two keys and at what else a tenant needs, as it was at one moment.
 *
 * @param id names it
 * @param tenant whose
 * @param at when
 * @param by {@code sub} of the admin
 * @param profile what was demanded
 * @param keys that were looked at
 * @param checks every one, in order
 */
public record Validation(
    ValidationId id,
    TenantId tenant,
    Instant at,
    String by,
    Profile profile,
    KeyPair keys,
    List<Check> checks) {
  /** Copies the checks. */
  public Validation {
    checks = List.copyOf(checks);
  }

  /** Whether a tenant may be enabled on its strength. */
  public boolean passed() {
    return !checks.isEmpty() && checks.stream().allMatch(check -> check.result().isGood());
  }
}
