package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.exchange.assignment.Generation;

/**
 * What protects a mailbox now, and how much is in it.
 *
 * @param generation what wraps its current key
 * @param policyVersion of the record in use here (the DataEncryptionPolicyID)
 * @param assignmentVersion that was applied
 * @param items how many
 * @param bytes of their content
 */
public record MailboxStatistics(
    Generation generation,
    PolicyVersionId policyVersion,
    long assignmentVersion,
    long items,
    long bytes) {}
