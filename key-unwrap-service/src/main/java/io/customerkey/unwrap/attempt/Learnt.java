package io.customerkey.unwrap.attempt;

import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.SharedPair;
import java.util.List;
import java.util.Optional;

/**
 * What the fleet knows after an attempt.
 *
 * @param pair its state; empty without a pair
 * @param raised policies whose verdict changed by it
 * @param withheld whether a denial counts as unavailable until an operator has ruled
 */
public record Learnt(Optional<SharedPair> pair, List<EpochRaised> raised, boolean withheld) {
  /** Nothing. */
  public static final Learnt NOTHING = new Learnt(Optional.empty(), List.of(), false);
}
