package io.customerkey.dep.tenant;

import io.customerkey.crypto.id.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * One customer organisation.
 *
 * @param id chosen by the operator
 * @param name for people
 * @param directory where its vaults live
 * @param trial trial tenants have no policies of their own
 * @param geos where its data may be
 * @param created when it was enrolled
 * @param enabled since when it may have policies of its own
 */
public record Tenant(
    TenantId id,
    Name name,
    DirectoryId directory,
    boolean trial,
    Geos geos,
    Instant created,
    Optional<Instant> enabled) {
  /** Whether a request to create this tenant asked for the same. */
  public boolean sameAs(Tenant other) {
    return id.equals(other.id)
        && name.equals(other.name)
        && directory.equals(other.directory)
        && trial == other.trial
        && geos.equals(other.geos);
  }

  /** The same by that name. */
  public Tenant named(Name other) {
    return new Tenant(id, other, directory, trial, geos, created, enabled);
  }
}
