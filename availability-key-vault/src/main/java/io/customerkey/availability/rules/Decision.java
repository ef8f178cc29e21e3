package io.customerkey.availability.rules;

import io.customerkey.protocol.common.v1.FailureReason;

/** Whether the availability key may be used now. */
public sealed interface Decision {
  /**
   * It may.
   *
   * @param ground why, for the tenant's record of the use
   */
  record Serve(Ground ground) implements Decision {}

  /**
   * It may not.
   *
   * @param reason what the caller is told
   * @param why for people, without ids
   */
  record Refuse(FailureReason reason, String why) implements Decision {}

  /** On what ground a use is allowed. */
  enum Ground {
    /** Both customer keys are unreachable and no customer action is visible. */
    OUTAGE("both customer keys were unreachable"),
    /** A system action, although a customer key is denied. */
    SYSTEM_ACTION("a system action inside the policy while a customer key is denied"),
    /** The tenant ordered a recovery. */
    RECOVERY("a recovery that the tenant ordered");

    private final String sentence;

    Ground(String sentence) {
      this.sentence = sentence;
    }

    /**
     * @return for people
     */
    public String sentence() {
      return sentence;
    }
  }
}
