package io.customerkey.dep.workflow;

import io.customerkey.protocol.failure.CustomerKeyException;

/** How a run of a creation ended. */
public sealed interface CreationOutcome {
  /** The policy is ACTIVE, or another run has the creation. */
  record Over() implements CreationOutcome {}

  /** A step is tried again later. */
  record PutOff() implements CreationOutcome {}

  /**
   * Undone.
   *
   * @param cause why
   */
  record Undone(CustomerKeyException cause) implements CreationOutcome {}
}
