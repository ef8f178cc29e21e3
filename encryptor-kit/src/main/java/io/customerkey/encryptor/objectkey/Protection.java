package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.encryptor.assignment.Generation;

/**
 * What protects an object now.
 *
 * @param generation what wraps its current key
 * @param policyVersion of the record in use here (the DataEncryptionPolicyID)
 * @param assignmentVersion that was applied
 */
public record Protection(
    Generation generation, PolicyVersionId policyVersion, long assignmentVersion) {}
