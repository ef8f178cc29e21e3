package io.customerkey.unwrap.verdict;

import java.time.Instant;

/** What a pair of key versions is worth now (rules, section 4). */
public sealed interface PairVerdict {
  /** No attempt has taught anything yet. */
  record Unknown() implements PairVerdict {}

  /**
   * A customer key opened a copy.
   *
   * @param success when the attempt began
   */
  record Open(Instant success) implements PairVerdict {}

  /**
   * Denied, not confirmed, and no success since.
   *
   * @param firstDenied when the first denied attempt began
   */
  record Suspect(Instant firstDenied) implements PairVerdict {}

  /**
   * Both seen unreachable.
   *
   * @param success when the last attempt that opened a copy began
   */
  record Coasting(Instant success) implements PairVerdict {}

  /**
   * Confirmed, but so many unrelated tenants are that the cloud's mistake is likelier.
   *
   * @param since when the first denied attempt began
   */
  record Braked(Instant since) implements PairVerdict {}

  /**
   * Confirmed.
   *
   * @param since when the first denied attempt began
   */
  record Denied(Instant since) implements PairVerdict {}
}
