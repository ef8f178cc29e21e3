package io.customerkey.availability.key;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.HsmWrappedKey;

/**
 * An availability key as it lies in the database.
 *
 * @param ref which one
 * @param tenant owner of its policy
 * @param policy the only policy it serves
 * @param hsmKey what sealed it
 * @param sealed the sealed key
 */
public record SealedAvailabilityKey(
    KeyRef ref, TenantId tenant, PolicyId policy, HsmKeyId hsmKey, HsmWrappedKey sealed) {}
