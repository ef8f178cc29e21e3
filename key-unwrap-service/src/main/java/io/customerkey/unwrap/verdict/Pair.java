package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;

/**
 * Two customer-key versions that one verdict holds for.
 *
 * @param id names the pair
 * @param unknown its state while nothing is known
 */
public record Pair(PairId id, PairState unknown) {
  /**
   * @param one key id with version
   * @param other key id with version
   * @return the pair, in either order the same
   */
  public static Pair of(KeyUri one, KeyUri other) {
    return new Pair(PairId.of(one, other), PairState.unknown(one, other));
  }
}
