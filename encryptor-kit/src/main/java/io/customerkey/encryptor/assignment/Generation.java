package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;

/**
 * One policy key: a policy and its generation.
 *
 * @param policy the policy
 * @param id its generation
 */
public record Generation(PolicyId policy, GenerationId id) {}
