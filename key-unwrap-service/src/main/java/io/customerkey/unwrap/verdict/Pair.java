package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;

/**
 * Two customer-key versions that one verdict holds for.
 *
 * @param id names the pair
 * @param unknown its state while nothing is known
 * @param judged whether a denial of it can be confirmed; nobody waits for a verdict on the
 *     provider's own keys, so they are neither probed nor ever counted as denied
 */
public record Pair(PairId id, PairState unknown, boolean judged) {
  /**
   * @param one key id with version
   * @param other key id with version
   * @return the tenant's pair, in either order the same
   */
  public static Pair of(KeyUri one, KeyUri other) {
    return new Pair(PairId.of(one, other), PairState.unknown(one, other), true);
  }

  /**
   * @param one key id with version
   * @param other key id with version
   * @return the provider's pair, in either order the same
   */
  public static Pair ofProvider(KeyUri one, KeyUri other) {
    return new Pair(PairId.of(one, other), PairState.unknown(one, other), false);
  }
}
