package io.customerkey.unwrap.spool;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;

/** What is kept of an attempt. */
sealed interface SpoolEntry {
  /** Which attempt. */
  AttemptId attempt();

  /**
   * An attempt is about to be made.
   *
   * @param intent the attempt
   */
  record Begun(Intent intent) implements SpoolEntry {
    @Override
    public AttemptId attempt() {
      return intent.id();
    }
  }

  /**
   * What became of one.
   *
   * @param completion without a number
   */
  record Ended(Completion completion) implements SpoolEntry {
    @Override
    public AttemptId attempt() {
      return completion.intent().id();
    }
  }
}
