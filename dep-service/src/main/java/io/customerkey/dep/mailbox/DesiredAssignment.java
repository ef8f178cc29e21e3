package io.customerkey.dep.mailbox;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * An assignment as the encryptors see it.
 *
 * @param mailbox the object
 * @param tenant its owner
 * @param version grows with every change
 * @param policy desired
 * @param generation of the policy that takes new references
 */
public record DesiredAssignment(
    MailboxId mailbox, TenantId tenant, long version, PolicyId policy, GenerationId generation) {}
