package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.UnavailableReason;

/** Class and reason of a call that did not succeed. */
sealed interface Judgement {
  /**
   * A customer identity acted.
   *
   * @param reason how
   */
  record Denied(DenialReason reason) implements Judgement {}

  /**
   * Nobody answered, or not to the point.
   *
   * @param reason how
   * @param known whether the table has a row for it; what has none is counted
   */
  record Unavailable(UnavailableReason reason, boolean known) implements Judgement {}

  /**
   * Our request or our data is wrong.
   *
   * @param reason how
   */
  record Fault(FaultReason reason) implements Judgement {}
}
