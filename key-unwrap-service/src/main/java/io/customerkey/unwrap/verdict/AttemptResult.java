package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;

/**
 * What one attempt at a key of a pair taught.
 *
 * @param key key id with version
 * @param number of the attempt within its pair, given by the database when the attempt was written,
 *     so before the call; of one that it could not number, the newest that had been given when it
 *     was learnt, as far as known
 * @param numbered whether the database numbered it
 * @param outcome class of the answer
 * @param began when the attempt began
 */
public record AttemptResult(
    KeyUri key, long number, boolean numbered, Outcome outcome, Instant began) {
  /** In place of the number of what the database could not number. */
  public static final long UNNUMBERED = 0;

  /**
   * @param key key id with version
   * @param number of the attempt within its pair, {@link #UNNUMBERED} if the database was away
   * @param outcome class of the answer
   * @param began when the attempt began
   */
  public AttemptResult(KeyUri key, long number, Outcome outcome, Instant began) {
    this(key, number, number != UNNUMBERED, outcome, began);
  }

  /**
   * @return the same without its number
   */
  public AttemptResult unnumbered() {
    return new AttemptResult(key, UNNUMBERED, outcome, began);
  }

  /**
   * @param given the newest number of the pair, where this is learnt
   * @return the same; if it has no number, any attempt up to that one may have begun before it
   */
  public AttemptResult learntAfter(long given) {
    return numbered ? this : new AttemptResult(key, given, false, outcome, began);
  }

  /**
   * @param when by the clock that times all attempts of the pair
   * @return the same attempt, begun then
   */
  public AttemptResult begun(Instant when) {
    return new AttemptResult(key, number, numbered, outcome, when);
  }

  /**
   * @param counted instead
   * @return the same attempt with another outcome
   */
  public AttemptResult as(Outcome counted) {
    return new AttemptResult(key, number, numbered, counted, began);
  }
}
