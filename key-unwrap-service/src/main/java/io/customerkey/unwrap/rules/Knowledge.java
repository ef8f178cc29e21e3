package io.customerkey.unwrap.rules;

import io.customerkey.unwrap.verdict.PairState;

/**
 * What this instance knows of a pair.
 *
 * @param pair its state
 * @param learnt when this instance learnt the newest success
 * @param suspected when it learnt of the first denial since
 * @param sharedRead when the verdicts of the other instances were last read
 */
public record Knowledge(PairState pair, Moment learnt, Moment suspected, Moment sharedRead) {}
