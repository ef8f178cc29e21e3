package io.customerkey.servicekit.identity;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token whose signature, issuer, audience and expiry were checked.
 *
 * @param raw as it came, to be sent on
 * @param subject the claim {@code sub}
 * @param tenant the tenant; empty for the provider's own people
 * @param roles the claim {@code roles}
 * @param purposes what a workload may ask keys for
 * @param expires from then on invalid
 */
public record VerifiedToken(
    String raw,
    String subject,
    Optional<TenantId> tenant,
    Set<String> roles,
    Set<Purpose> purposes,
    Instant expires) {

  /** Copies the sets. */
  public VerifiedToken {
    roles = Set.copyOf(roles);
    purposes = Set.copyOf(purposes);
  }

  /**
   * The tenant whose data the caller may touch.
   *
   * @throws CustomerKeyException CALLER_NOT_ALLOWED for the provider's own people
   */
  public TenantId requireTenant() {
    return tenant.orElseThrow(() ->
        CustomerKeyException.of(
            FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, "the token names no tenant"));
  }

  /**
   * Refuses a purpose that the token does not grant.
   *
   * @throws CustomerKeyException PURPOSE_NOT_ALLOWED
   */
  public void requirePurpose(Purpose purpose) {
    if (!purposes.contains(purpose)) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
              "the token does not grant " + purpose.name())
          .with("purpose", purpose.name());
    }
  }

  /** Without the token itself, which is a credential. */
  @Override
  public String toString() {
    return "VerifiedToken[subject="
        + subject
        + ", tenant="
        + tenant
        + ", roles="
        + roles
        + ", purposes="
        + purposes
        + ", expires="
        + expires
        + "]";
  }
}
