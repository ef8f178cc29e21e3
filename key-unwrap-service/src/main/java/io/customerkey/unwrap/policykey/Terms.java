package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import java.time.Duration;
import java.util.Set;

/**
 * On which terms keys are handed out.
 *
 * @param authority who opened the policy key
 * @param purposes the keys may serve
 * @param lease how long, from the moment the caller sent its request
 * @param epoch of the policy
 * @param verdict behind the terms
 */
public record Terms(
    Authority authority, Set<Purpose> purposes, Duration lease, long epoch, VerdictId verdict) {}
