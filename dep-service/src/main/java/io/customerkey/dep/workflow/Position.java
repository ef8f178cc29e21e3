package io.customerkey.dep.workflow;

import io.customerkey.crypto.statement.SignedStatement;

/** Which step is next, with what it needs from the steps before. */
public sealed interface Position {
  /** The step's name for people and for the row. */
  CreationStep step();

  /** Nothing was done yet. */
  record BeforeAvailabilityKey() implements Position {
    @Override
    public CreationStep step() {
      return CreationStep.AVAILABILITY_KEY;
    }
  }

  /**
   * The availability key is there.
   *
   * @param availabilityKeyVersion from 1
   */
  record BeforeProvision(int availabilityKeyVersion) implements Position {
    @Override
    public CreationStep step() {
      return CreationStep.PROVISION;
    }
  }

  /**
   * The copies are stored.
   *
   * @param record as read back
   * @param settings that will hold from the activation on, as read back
   */
  record BeforeProof(SignedStatement record, SignedStatement settings) implements Position {
    @Override
    public CreationStep step() {
      return CreationStep.PROVE;
    }
  }
}
