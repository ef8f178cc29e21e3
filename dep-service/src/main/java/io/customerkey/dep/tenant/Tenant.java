package io.customerkey.dep.tenant;

import io.customerkey.crypto.id.TenantId;
import java.time.Instant;

/**
 * One customer organisation.
 *
 * @param id chosen by the operator
 * @param name for people
 * @param directory where its vaults live
 * @param trial trial tenants have no policies of their own
 * @param created when it was enrolled
 */
public record Tenant(
    TenantId id, Name name, DirectoryId directory, boolean trial, Instant created) {
  /** Whether a request to create this tenant asked for the same. */
  public boolean sameAs(Tenant other) {
    return id.equals(other.id)
        && name.equals(other.name)
        && directory.equals(other.directory)
        && trial == other.trial;
  }
}
