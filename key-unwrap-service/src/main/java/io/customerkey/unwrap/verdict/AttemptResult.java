package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;

/**
 * What one attempt at a key of a pair taught.
 *
 * @param key key id with version
 * @param number of the attempt within its pair, given by the database when the attempt was written,
 *     so before the call; 0 if the database was away
 * @param outcome class of the answer
 * @param began when the attempt began
 */
public record AttemptResult(KeyUri key, long number, Outcome outcome, Instant began) {
  /** The number of what the database could not number. */
  public static final long UNNUMBERED = 0;

  /**
   * @return whether the database numbered it
   */
  public boolean isNumbered() {
    return number != UNNUMBERED;
  }

  /**
   * @return the same without its number
   */
  public AttemptResult unnumbered() {
    return new AttemptResult(key, UNNUMBERED, outcome, began);
  }

  /**
   * @param when by the clock that times all attempts of the pair
   * @return the same attempt, begun then
   */
  public AttemptResult begun(Instant when) {
    return new AttemptResult(key, number, outcome, when);
  }

  /**
   * @param counted instead
   * @return the same attempt with another outcome
   */
  public AttemptResult as(Outcome counted) {
    return new AttemptResult(key, number, counted, began);
  }
}
