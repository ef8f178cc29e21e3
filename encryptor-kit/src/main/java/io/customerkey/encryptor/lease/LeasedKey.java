package io.customerkey.encryptor.lease;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.PolicyId;

/**
 * What a cached key is found by: the key version and what wraps it now. A key that was rewrapped is
 * another entry, so that a drop of its new policy cannot miss it.
 *
 * @param version of the key
 * @param policy that wraps it
 * @param generation of the policy key
 */
public record LeasedKey(KeyVersionId version, PolicyId policy, GenerationId generation) {}
