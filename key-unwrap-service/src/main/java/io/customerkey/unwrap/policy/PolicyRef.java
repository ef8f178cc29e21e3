package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * One generation of a tenant's policy: what has one policy key.
 *
 * @param tenant owner
 * @param policy the policy
 * @param generation which of its policy keys
 */
public record PolicyRef(TenantId tenant, PolicyId policy, GenerationId generation) {}
