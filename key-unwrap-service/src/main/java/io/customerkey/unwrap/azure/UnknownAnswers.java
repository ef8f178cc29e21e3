package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.vault.UnavailableReason;

/** Counts what no rule knows, so that the table of answers can be completed. */
@FunctionalInterface
interface UnknownAnswers {
  /**
   * @param reason why a call was judged unavailable; only {@link UnavailableReason#UNKNOWN_ANSWER}
   *     counts
   * @param status HTTP status, 0 where there was none
   */
  void note(UnavailableReason reason, int status);
}
