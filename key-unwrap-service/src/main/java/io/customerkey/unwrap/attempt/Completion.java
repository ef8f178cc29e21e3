package io.customerkey.unwrap.attempt;

import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;

/**
 * What became of an attempt.
 *
 * @param intent the attempt
 * @param number within its pair, 0 without one
 * @param outcome class of the answer
 * @param reason why, as kept with the evidence
 * @param evidence of the call
 */
public record Completion(
    Intent intent, long number, Outcome outcome, String reason, Evidence evidence) {
  /**
   * @return what it teaches about the pair
   */
  public AttemptResult result() {
    return new AttemptResult(intent.key(), number, outcome, intent.began());
  }
}
