package io.customerkey.availability.rules;

import io.customerkey.protocol.unwrap.v1.VaultOutcome;

/** What the attempts at a record's two customer keys make together: the row of the rule table. */
public enum Attempts {
  /** Nobody answered, twice. */
  BOTH_UNAVAILABLE,
  /** A customer identity acted, twice. */
  BOTH_DENIED,
  /** One of each, in any order. */
  ONE_DENIED,
  /** At least one attempt shows that our request or our data is wrong. */
  FAULT,
  /**
   * Not two finished, failed attempts: a key that opened, or an attempt nobody knows the end of.
   */
  INSUFFICIENT;

  /**
   * @param first outcome at one of the two keys
   * @param second outcome at the other
   * @return their class; the order does not matter
   */
  public static Attempts of(VaultOutcome first, VaultOutcome second) {
    if (!failed(first) || !failed(second)) {
      return INSUFFICIENT;
    }
    if (first == VaultOutcome.VAULT_OUTCOME_FAULT || second == VaultOutcome.VAULT_OUTCOME_FAULT) {
      return FAULT;
    }
    if (first != second) {
      return ONE_DENIED;
    }
    return first == VaultOutcome.VAULT_OUTCOME_DENIED ? BOTH_DENIED : BOTH_UNAVAILABLE;
  }

  private static boolean failed(VaultOutcome outcome) {
    return switch (outcome) {
      case VAULT_OUTCOME_DENIED, VAULT_OUTCOME_UNAVAILABLE, VAULT_OUTCOME_FAULT -> true;
      case VAULT_OUTCOME_OK, VAULT_OUTCOME_UNKNOWN, VAULT_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
          false;
    };
  }
}
