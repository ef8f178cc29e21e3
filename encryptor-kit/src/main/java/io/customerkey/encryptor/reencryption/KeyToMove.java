package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Generation;

/**
 * A wrapped key of an object whose assignment is newer than what was applied.
 *
 * @param object the object
 * @param tenant its owner
 * @param version of the key
 * @param actual what wraps it
 * @param wrapped the wrapped key
 * @param row random version of the row, compared when it is replaced
 */
public record KeyToMove(
    ObjectId object,
    TenantId tenant,
    KeyVersionId version,
    Generation actual,
    WrappedKey wrapped,
    Id128 row) {}
