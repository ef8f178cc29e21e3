package io.customerkey.unwrap.rules;

import java.time.Instant;

/**
 * The brake of one cause of denial. Shared through the database.
 *
 * @param until on before then
 * @param ruledUntil kept off before then, because an operator has ruled
 */
public record Brake(Instant until, Instant ruledUntil) {
  /** Never on, and nobody has ruled. */
  public static final Brake OFF = new Brake(Instant.EPOCH, Instant.EPOCH);

  /**
   * @param now wall clock
   * @return whether it holds denials
   */
  public boolean isOn(Instant now) {
    return now.isBefore(until) && !isRuled(now);
  }

  /**
   * @param now wall clock
   * @return whether an operator's ruling keeps it off
   */
  public boolean isRuled(Instant now) {
    return now.isBefore(ruledUntil);
  }
}
