package io.customerkey.unwrap.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a policy as its tenant is told it.
 *
 * @param state in a word
 * @param reason why
 * @param since since when, where the facts say it; otherwise since it was first seen
 * @param until when it ends by itself, if it does
 */
public record Condition(
    HealthState state, HealthReason reason, Optional<Instant> since, Optional<Instant> until) {
  static Condition of(HealthState state, HealthReason reason) {
    return new Condition(state, reason, Optional.empty(), Optional.empty());
  }

  static Condition until(HealthState state, HealthReason reason, Instant until) {
    return new Condition(state, reason, Optional.empty(), Optional.of(until));
  }
}
