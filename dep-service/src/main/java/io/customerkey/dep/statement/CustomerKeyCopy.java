package io.customerkey.dep.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.dep.policy.PolicyKey.Pinned;

/**
 * A policy key under one customer key.
 *
 * @param key the version that wrapped it
 * @param wrappedCopy RSA ciphertext, as long as the modulus
 */
public record CustomerKeyCopy(Pinned key, Bytes wrappedCopy) {}
