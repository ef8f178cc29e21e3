package io.customerkey.dep.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * Who acknowledged a drop.
 *
 * @param instances live, of key-unwrap-service and of the encryptors
 * @param acknowledged of them
 * @param otherLeasesEnd every lease of the others has ended by then
 * @param epoch of the policy from now on
 */
public record CacheDrop(
    int instances, int acknowledged, Optional<Instant> otherLeasesEnd, long epoch) {}
