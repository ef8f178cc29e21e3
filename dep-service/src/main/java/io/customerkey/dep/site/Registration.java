package io.customerkey.dep.site;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.tenant.Geo;
import java.time.Instant;
import java.util.Optional;

/**
 * Which policy protects the sites of a geo (F3), and how far they are.
 *
 * @param geo one of the tenant's
 * @param home whether it is the tenant's home
 * @param stored what was asked for, and whether all sites had followed when that was last looked at
 * @param policy a customer's; empty where UNREGISTERED
 * @param sites how far they are
 * @param changed when another policy was last asked for; empty: never
 */
public record Registration(
    Geo geo,
    boolean home,
    RegistrationState stored,
    Optional<PolicyId> policy,
    SiteCount sites,
    Optional<Instant> changed) {
  /**
   * Sites of a geo.
   *
   * @param total all
   * @param assigned of those, told to follow
   * @param applied of those, have followed
   */
  public record SiteCount(long total, long assigned, long applied) {
    private static final int WHOLE = 100;

    /** Whether every site has followed. */
    public boolean complete() {
      return applied >= total;
    }

    /** Applied of total, rounded down: 100 only where all have followed. */
    public int percent() {
      return total == 0 ? WHOLE : Math.toIntExact(applied * WHOLE / total);
    }
  }

  /** Where it is now. */
  public RegistrationState state() {
    return sites.complete() ? stored.onAllApplied() : stored;
  }
}
