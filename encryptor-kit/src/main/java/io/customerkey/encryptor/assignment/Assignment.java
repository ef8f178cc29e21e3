package io.customerkey.encryptor.assignment;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;

/**
 * What should protect an object.
 *
 * @param object the object
 * @param tenant its owner
 * @param version grows with every change
 * @param target the generation that takes new references
 */
public record Assignment(ObjectId object, TenantId tenant, long version, Generation target) {}
