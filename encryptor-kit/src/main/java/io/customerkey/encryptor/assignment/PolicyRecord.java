package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;

/**
 * A policy record whose signature was verified here: what {@link #statement} says, and the
 * statement itself, which is kept and forwarded byte for byte.
 *
 * @param tenant owner
 * @param generation which policy key it is about
 * @param policyVersion the DataEncryptionPolicyID
 * @param sequence grows with every record of the generation
 * @param statement the signed statement as it came
 */
public record PolicyRecord(
    TenantId tenant,
    Generation generation,
    PolicyVersionId policyVersion,
    Sequence sequence,
    Bytes statement) {}
