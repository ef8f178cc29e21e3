package io.customerkey.availability.policy;

import io.customerkey.availability.rules.Standing;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest settings of a policy, as far as the availability key depends on them.
 *
 * @param standing of the policy
 * @param strict system actions stop too on a denial
 * @param fallback one denied and one unavailable counts as unavailable, for cached keys and user
 *     actions
 * @param suspendedUntil empty: not suspended
 */
public record Settings(
    Standing standing, boolean strict, boolean fallback, Optional<Instant> suspendedUntil) {
  /** Of a policy whose settings never arrived. */
  public static final Settings NONE = new Settings(Standing.UNKNOWN, true, false, Optional.empty());

  /**
   * @param settings of a trusted statement
   * @return what counts here
   */
  public static Settings of(PolicySettings settings) {
    Optional<Instant> until =
        settings.hasSuspendedUntil()
            ? Optional.of(Times.instant(settings.getSuspendedUntil()))
            : Optional.empty();
    return new Settings(
        standing(settings.getState()), settings.getStrict(), settings.getFallback(), until);
  }

  private static Standing standing(PolicyState state) {
    return switch (state) {
      case POLICY_STATE_CREATING -> Standing.CREATING;
      case POLICY_STATE_ACTIVE, POLICY_STATE_DRAINING, POLICY_STATE_RECOVERING -> Standing.IN_USE;
      case POLICY_STATE_RETIRED -> Standing.RETIRED;
      case POLICY_STATE_PURGE_REQUESTED -> Standing.PURGE_REQUESTED;
      case POLICY_STATE_PURGED -> Standing.PURGED;
      case POLICY_STATE_UNSPECIFIED, UNRECOGNIZED -> Standing.UNKNOWN;
    };
  }
}
