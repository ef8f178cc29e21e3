package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.rules.Brake;
import io.customerkey.unwrap.vault.DenialReason;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The brakes, for operators. */
public interface Brakes {
  /**
   * @return those that were ever on, in order of their causes
   */
  Uni<List<View>> list();

  /**
   * Takes the brake off for a time. Denials that it held are confirmed at once or begin anew, as
   * the ruling says, with all that follows.
   *
   * @param cause of the brake
   * @param ruling of the operator
   * @param operator {@code sub} of the operator's token
   * @return the brake; empty if that cause never had one on
   */
  Uni<Optional<View>> rule(DenialReason cause, Ruling ruling, String operator);

  /** How an operator ruled. Names are kept in the database and never change. */
  enum Ruling {
    /** The denials are the tenants' wish. */
    CONFIRMED,
    /** The brake is lifted: what it held has to be confirmed anew. */
    RELEASED
  }

  /**
   * The brake of a cause.
   *
   * @param cause of the denials
   * @param brake whether it is on
   * @param engaged when it went on last
   * @param tenants unrelated tenants that had turned then
   * @param held policies whose confirmed denial it holds now
   * @param ruling the last one
   * @param ruledBy who ruled
   */
  record View(
      DenialReason cause,
      Brake brake,
      Instant engaged,
      int tenants,
      int held,
      Optional<Ruling> ruling,
      Optional<String> ruledBy) {}
}
