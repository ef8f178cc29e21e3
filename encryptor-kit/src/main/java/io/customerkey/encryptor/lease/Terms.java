package io.customerkey.encryptor.lease;

import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;
import java.time.Duration;
import java.util.Set;

/**
 * On which terms keys were handed out by key-unwrap-service.
 *
 * @param authority who opened the policy key
 * @param purposes what the keys may serve
 * @param lease from the moment the request was sent; cut to {@link #LONGEST}
 * @param epoch of the policy
 */
public record Terms(Authority authority, Set<Purpose> purposes, Duration lease, long epoch) {
  /** Longest lease (key-unwrap rules §4). */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  /** Copies the set and bounds the lease. */
  public Terms {
    purposes = Set.copyOf(purposes);
    lease = lease.isNegative() ? Duration.ZERO : lease.compareTo(LONGEST) > 0 ? LONGEST : lease;
  }
}
