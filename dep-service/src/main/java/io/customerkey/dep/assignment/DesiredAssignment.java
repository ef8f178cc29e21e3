package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;

/**
 * An assignment as the encryptors see it.
 *
 * @param object the mailbox or site
 * @param tenant its owner
 * @param version grows with every change
 * @param policy desired
 * @param generation of the policy that takes new references
 */
public record DesiredAssignment(
    ObjectId object, TenantId tenant, long version, PolicyId policy, GenerationId generation) {}
