package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.encryptor.assignment.Generation;

/**
 * What depends on one generation.
 *
 * @param generation the policy key
 * @param policyVersion of the record held here
 * @param keys that it wraps
 */
public record Dependents(Generation generation, PolicyVersionId policyVersion, long keys) {}
