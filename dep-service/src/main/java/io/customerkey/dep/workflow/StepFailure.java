package io.customerkey.dep.workflow;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;

/** What happens after a failed step. */
public sealed interface StepFailure {
  /** Why it failed. */
  CustomerKeyException cause();

  /**
   * It is tried again.
   *
   * @param cause why it failed
   * @param at not before
   */
  record RetryLater(CustomerKeyException cause, Instant at) implements StepFailure {}

  /**
   * It would fail again: the creation is undone.
   *
   * @param cause why it failed
   */
  record Final(CustomerKeyException cause) implements StepFailure {}
}
