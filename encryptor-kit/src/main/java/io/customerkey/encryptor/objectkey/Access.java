package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.servicekit.identity.Caller;

/**
 * Who wants to touch which object, and why. The purpose has been granted by the caller's token.
 *
 * @param caller goes with every call made for it
 * @param tenant of the token
 * @param object the mailbox or site
 * @param purpose why
 */
public record Access(Caller caller, TenantId tenant, ObjectId object, Purpose purpose) {}
