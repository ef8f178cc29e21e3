package io.customerkey.dep.policy;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;

/**
 * What a tenant chooses about a policy.
 *
 * @param strict system actions stop too on a denial
 * @param fallback one denied and one unavailable counts as unavailable, for cached keys and user
 *     actions
 * @param outageGrace how long a cached key may serve while both vaults are unreachable
 * @param probeInterval how often the customer keys are probed
 */
public record PolicySettings(
    boolean strict, boolean fallback, Duration outageGrace, Duration probeInterval) {
  /** Where nothing was chosen. */
  public static final Duration DEFAULT_PROBE_INTERVAL = Duration.ofSeconds(40);

  /** Where nothing was chosen. */
  public static final Duration DEFAULT_OUTAGE_GRACE = Duration.ofHours(4);

  private static final Duration SHORTEST_PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_PROBE_INTERVAL = Duration.ofMinutes(5);
  private static final Duration LONGEST_OUTAGE_GRACE = Duration.ofHours(24);

  /** Where nothing was chosen. */
  public static final PolicySettings DEFAULT =
      new PolicySettings(false, false, DEFAULT_OUTAGE_GRACE, DEFAULT_PROBE_INTERVAL);

  /**
   * Refuses a probe interval outside 1 to 300 s or a grace outside 0 to 24 h, naming field and
   * limit.
   */
  public PolicySettings {
    if (probeInterval.compareTo(SHORTEST_PROBE_INTERVAL) < 0
        || probeInterval.compareTo(LONGEST_PROBE_INTERVAL) > 0) {
      throw CustomerKeyException.limit(
          "probeIntervalSeconds", LONGEST_PROBE_INTERVAL.toSeconds(), "1 to 300 seconds");
    }
    if (outageGrace.isNegative() || outageGrace.compareTo(LONGEST_OUTAGE_GRACE) > 0) {
      throw CustomerKeyException.limit(
          "outageGraceSeconds", LONGEST_OUTAGE_GRACE.toSeconds(), "0 to 86400 seconds");
    }
  }
}
