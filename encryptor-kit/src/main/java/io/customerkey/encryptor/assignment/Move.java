package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.id.TenantId;

/**
 * From which generation to which keys are to go; within a tenant.
 *
 * @param tenant owner of both policies
 * @param source where the keys are
 * @param target where they are wanted
 */
public record Move(TenantId tenant, Generation source, Generation target) {}
