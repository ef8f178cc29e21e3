package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.TenantId;
import java.util.Optional;

/**
 * Whose a customer key is. Its text stands in the key's tag, in records and in claims.
 *
 * @param tenant empty where the key is the provider's own
 */
public record KeyOwner(Optional<TenantId> tenant) {
  /** The provider, for tenants without keys of their own. */
  public static final KeyOwner PROVIDER = new KeyOwner(Optional.empty());

  private static final String PROVIDER_TEXT = "provider";

  /**
   * @param tenant a tenant
   * @return that tenant as an owner
   */
  public static KeyOwner of(TenantId tenant) {
    return new KeyOwner(Optional.of(tenant));
  }

  /**
   * @param tenant of a policy
   * @param providerManaged whether its keys are the provider's
   * @return who must own the policy's customer keys
   */
  public static KeyOwner of(TenantId tenant, boolean providerManaged) {
    return providerManaged ? PROVIDER : of(tenant);
  }

  /**
   * @param text a tenant's id as UUID text, or {@code provider}
   * @return the owner
   * @throws IllegalArgumentException if it is neither
   */
  public static KeyOwner parse(String text) {
    return text.equals(PROVIDER_TEXT) ? PROVIDER : of(TenantId.parse(text));
  }

  @Override
  public String toString() {
    return tenant.map(TenantId::toString).orElse(PROVIDER_TEXT);
  }
}
