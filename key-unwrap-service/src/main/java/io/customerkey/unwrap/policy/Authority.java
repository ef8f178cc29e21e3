package io.customerkey.unwrap.policy;

/** Who opened a policy key, and so what it may serve. */
public enum Authority {
  /** A customer key: every purpose. */
  CUSTOMER,
  /** The availability key because both vaults were unreachable: every purpose while that lasts. */
  AVAILABILITY_OUTAGE,
  /** The availability key for a system action although the customer denied: system actions only. */
  AVAILABILITY_SYSTEM
}
