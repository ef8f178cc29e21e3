package io.customerkey.unwrap.policykey;

/**
 * A policy key that may serve now.
 *
 * @param key the key; used at once, never kept
 * @param terms for what it opens
 */
public record Grant(CachedPolicyKey key, Terms terms) {}
