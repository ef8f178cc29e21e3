package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.rules.CachedFacts;

/**
 * A policy key as the capability to wrap and open keys under it.
 *
 * @param ref whose
 * @param facts what the cache rule looks at
 * @param wrapper initialised ciphers; closed when the key leaves the cache
 * @param epoch of the policy when it was opened
 * @param verdict that let it be opened
 */
public record CachedPolicyKey(
    PolicyRef ref, CachedFacts facts, KeyWrapper wrapper, long epoch, VerdictId verdict) {}
