package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * A policy's epoch was raised: what carries a lower one is thrown away.
 *
 * @param tenant owner
 * @param policy the policy
 * @param epoch from now on
 * @param cause why
 */
public record EpochRaised(TenantId tenant, PolicyId policy, long epoch, Cause cause) {
  /** Why. Names are kept in the database and never change. */
  public enum Cause {
    /** A denial was confirmed. */
    DENIED,
    /** A customer key opened a copy again. */
    RESTORED,
    /** Somebody asked for it. */
    DROP_CACHES,
    /** The tenant suspended the policy. */
    SUSPENDED,
    /** The policy's availability key is destroyed. */
    PURGED
  }
}
