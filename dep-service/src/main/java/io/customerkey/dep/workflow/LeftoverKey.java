package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * The availability key of a creation that was undone.
 *
 * @param tenant owner
 * @param policy that never was
 * @param key to be taken back
 * @param attempts failed so far
 */
public record LeftoverKey(TenantId tenant, PolicyId policy, AvailabilityKeyId key, int attempts) {}
