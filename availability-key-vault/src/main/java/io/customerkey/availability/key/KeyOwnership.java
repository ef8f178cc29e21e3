package io.customerkey.availability.key;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * Which availability key, for whom.
 *
 * @param ref the key
 * @param tenant owner of the policy
 * @param policy the only policy it serves
 */
public record KeyOwnership(KeyRef ref, TenantId tenant, PolicyId policy) {}
