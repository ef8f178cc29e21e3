package io.customerkey.unwrap.rules;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Authority;
import java.time.Duration;

/**
 * What the cache rule looks at of a cached policy key.
 *
 * @param workload of the policy
 * @param authority who opened it
 * @param began when the attempt that opened it began
 * @param ttl its absolute time to live
 * @param providerManaged whether the customer keys are the provider's own
 * @param mode of the availability key
 */
public record CachedFacts(
    Workload workload,
    Authority authority,
    Moment began,
    Duration ttl,
    boolean providerManaged,
    AvailabilityMode mode) {}
