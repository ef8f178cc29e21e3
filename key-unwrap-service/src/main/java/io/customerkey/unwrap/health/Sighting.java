package io.customerkey.unwrap.health;

import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the database holds of a policy at one moment.
 *
 * @param ref of its newest record
 * @param pair of that record
 * @param newest the newest answered attempt at each key that was asked
 * @param settings sequence of its newest settings, {@link Sequence#NONE} without any
 * @param availabilityUsed when the availability key was last asked for
 */
public record Sighting(
    PolicyRef ref,
    PairState pair,
    List<AttemptView> newest,
    Sequence settings,
    Optional<Instant> availabilityUsed) {
  /** Copies the attempts. */
  public Sighting {
    newest = List.copyOf(newest);
  }

  /**
   * @return class of each newest answer
   */
  public List<Outcome> outcomes() {
    return newest.stream().flatMap(attempt -> attempt.outcome().stream()).toList();
  }
}
