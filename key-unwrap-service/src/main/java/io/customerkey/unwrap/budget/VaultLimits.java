package io.customerkey.unwrap.budget;

import java.time.Duration;

/**
 * What one instance asks of one vault at most. Azure Key Vault publishes, for each vault and region
 * in 10 seconds, 2,000 operations with RSA-2048 keys in HSMs, 500 with RSA-3072 and 250 with
 * RSA-4096 (twice that with software keys), and enforces their weighted sum
 * (learn.microsoft.com/azure/key-vault/general/service-limits). So an operation costs 1, 4 or 8
 * units, and the budgets of all instances together must stay below 2,000.
 *
 * @param units that calls may cost in any {@link #WINDOW}
 * @param concurrent calls at one time
 * @param waiting calls that may wait
 * @param patience how long one may wait
 */
public record VaultLimits(int units, int concurrent, int waiting, Duration patience) {
  /** What {@code units} are counted over. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** The most that the units of one instance may be. */
  public static final int PUBLISHED = 2_000;

  private static final int SMALL = 1;
  private static final int MIDDLE = 4;
  private static final int LARGE = 8;
  private static final int LEAST = 2 * LARGE;

  /** Refuses limits under which nothing would move, or above what Azure publishes. */
  public VaultLimits {
    if (units < LEAST || units >= PUBLISHED) {
      throw new IllegalArgumentException(
          "a vault's budget is at least " + LEAST + " units and below " + PUBLISHED);
    }
    if (concurrent < 2 || waiting < 0 || patience.isNegative()) {
      throw new IllegalArgumentException(
          "a vault takes at least 2 calls at a time, and waiting has no negative limits");
    }
  }

  /**
   * @param bits of the key's modulus, 0 while it is not known
   * @return what an operation with it costs
   */
  static int cost(int bits) {
    if (bits <= 2048) {
      return SMALL;
    }
    return bits <= 3072 ? MIDDLE : LARGE;
  }
}
