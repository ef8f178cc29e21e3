package io.customerkey.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how patiently a call is tried. Only failures that say so are tried again: vaults
 * unreachable, overload, a peer that did not answer. Waits grow twofold with full jitter, and are
 * at least what the service asked for.
 *
 * @param attempts in all, at least 1
 * @param first the longest first wait
 * @param longest no wait is longer, unless the service asks for more
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /** Five attempts within some seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(5));

  /** One attempt. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));

  private static final int LONGEST_SHIFT = 20;

  /** Refuses a policy that would never call. */
  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a retry policy has at least one attempt and growing waits");
    }
  }

  Duration delay(int failed, RandomGenerator random) {
    long ceiling =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, LONGEST_SHIFT));
    return Duration.ofMillis(random.nextLong(ceiling + 1));
  }
}
