package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What may change about a policy, from a settings statement whose signature was verified. The
 * newest sequence holds.
 *
 * @param tenant owner
 * @param policy the policy
 * @param sequence its place
 * @param state of the policy
 * @param generations every generation that is not gone
 * @param strict system actions stop too on a denial
 * @param fallback one denied and one unavailable counts as unavailable, for cached keys and user
 *     actions
 * @param outageGrace how long a cached key may serve while both vaults are unreachable
 * @param probeInterval how often the customer keys are probed
 * @param suspendedUntil kill switch
 * @param statement as it came
 */
public record PolicySettings(
    TenantId tenant,
    PolicyId policy,
    Sequence sequence,
    PolicyState state,
    Map<GenerationId, GenerationState> generations,
    boolean strict,
    boolean fallback,
    Duration outageGrace,
    Duration probeInterval,
    Optional<Instant> suspendedUntil,
    SignedStatement statement) {
  /** The end of a suspension that lasts until the tenant resumes. */
  public static final Instant UNTIL_RESUMED = Instant.parse("9999-12-31T23:59:59Z");

  /** How long cached keys serve in an outage unless settings say otherwise. */
  public static final Duration DEFAULT_GRACE = Duration.ofHours(4);

  /** How often keys are probed unless settings say otherwise. */
  public static final Duration DEFAULT_PROBE_INTERVAL = Duration.ofSeconds(40);

  /** How seldom a tenant may have keys probed. */
  public static final Duration LONGEST_PROBE = Duration.ofMinutes(5);

  private static final Duration LONGEST_GRACE = Duration.ofHours(24);
  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(1);

  /** Refuses a grace or interval outside its bounds. */
  public PolicySettings {
    generations = Map.copyOf(generations);
    if (outageGrace.isNegative() || outageGrace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("outage grace is 0 to 24 hours");
    }
    if (probeInterval.compareTo(SHORTEST_PROBE) < 0 || probeInterval.compareTo(LONGEST_PROBE) > 0) {
      throw new IllegalArgumentException("the probe interval is 1 second to 5 minutes");
    }
  }
}
