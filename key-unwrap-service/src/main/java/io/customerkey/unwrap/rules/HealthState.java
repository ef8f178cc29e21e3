package io.customerkey.unwrap.rules;

/**
 * What a policy's customer keys are worth, in a word. Names are those of the protocol, are kept in
 * the database and never change.
 */
public enum HealthState {
  /** Never asked. */
  UNKNOWN,
  /** A customer key opened a copy lately, and the other did when it was last asked. */
  HEALTHY,
  /** Reads go on or are retried, but a vault denies, is unreachable, or gave a wrong key. */
  DEGRADED,
  /** Both vaults are unreachable; cached keys serve until the outage grace is over. */
  COASTING,
  /** Confirmed denial. */
  DENIED,
  /** The tenant pulled the kill switch. */
  SUSPENDED,
  /** The availability key opened the policy key, and no customer key has since. */
  AVAILABILITY_KEY,
  /** The tenant ordered a recovery. */
  RECOVERING
}
