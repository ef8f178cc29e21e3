package io.customerkey.unwrap.rules;

import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.refusal.Reason;

/** What follows from two answers. */
public sealed interface Decision {
  /**
   * @return the rule that decided, as named in the verdict
   */
  Rule rule();

  /** The customer key that opened serves. */
  record ByCustomerKey() implements Decision {
    @Override
    public Rule rule() {
      return Rule.CUSTOMER_KEY;
    }
  }

  /**
   * The availability key is asked.
   *
   * @param authority of what it opens
   * @param rule that decided
   */
  record ByAvailabilityKey(Authority authority, Rule rule) implements Decision {}

  /**
   * The call is refused.
   *
   * @param reason for the caller
   * @param rule that decided
   */
  record Refuse(Reason reason, Rule rule) implements Decision {}

  /** What decided, as written into verdicts. Names never change. */
  enum Rule {
    /** Section 2: a customer key opened. */
    CUSTOMER_KEY("a customer key opened the policy key"),
    /** Section 3: both unavailable. */
    BOTH_UNAVAILABLE(
        "both vaults were unavailable: Exchange uses the availability key, SharePoint waits"),
    /** Section 3: both denied, or denied before. */
    BOTH_DENIED(
        "both vaults refused, or had refused and no key opened since: user actions are refused,"
            + " system actions in Exchange use the availability key unless the tenant is strict"),
    /** Section 3: one denied, one unavailable. */
    ONE_DENIED(
        "one vault refused and the other was unavailable: as if both had refused; user actions in"
            + " Exchange use the availability key if the tenant chose fallback"),
    /** Section 3: a fault and no success. */
    FAULT("a vault found our request or our data wrong: the availability key is never used"),
    /** Section 3: the tenant ordered a recovery. */
    RECOVERING("the tenant ordered a recovery: the availability key serves"),
    /** Section 3: the availability key may not be used by its mode. */
    MODE("the availability key may not be used by its mode"),
    /** Section 4: the kill switch is on. */
    SUSPENDED("the tenant suspended the policy: everything is refused"),
    /** Section 4: the availability key is destroyed. */
    PURGED("the policy is purged: everything is refused");

    private final String sentence;

    Rule(String sentence) {
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
