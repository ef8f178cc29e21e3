package io.customerkey.unwrap.rules;

/**
 * When a policy's availability key may be used, as far as it is known here; availability-key-vault
 * has the last word.
 */
public enum AvailabilityMode {
  /** By the decision table. */
  AUTOMATIC,
  /** In a recovery only. */
  RECOVERY_ONLY,
  /** There is no availability copy. */
  OFF
}
