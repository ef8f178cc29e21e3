package io.customerkey.unwrap.attempt;

import io.smallrye.mutiny.Uni;

/**
 * The durable log of attempts. Laws: a number from {@link #begin} is larger than every number given
 * for that pair before, and the intent is durable when it is given; {@link #complete} changes the
 * pair's state by its rule, in one transaction with the events and notices that follow from it,
 * whatever instance made the attempt.
 */
public interface AttemptLog {
  /**
   * @param intent the attempt about to be made
   * @return its number within its pair, 0 without one
   */
  Uni<Long> begin(Intent intent);

  /**
   * @param completion what became of it
   * @return what the fleet knows now
   */
  Uni<Learnt> complete(Completion completion);
}
