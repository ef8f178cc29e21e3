package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.ObjectId;

/**
 * An object and a version of its assignment.
 *
 * @param object the object
 * @param version of the assignment
 */
public record ObjectVersion(ObjectId object, long version) {}
