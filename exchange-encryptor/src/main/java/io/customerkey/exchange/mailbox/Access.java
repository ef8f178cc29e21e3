package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.servicekit.identity.Caller;

/**
 * Who wants to touch which mailbox, and why. The purpose has been granted by the caller's token.
 *
 * @param caller goes with every call made for it
 * @param tenant of the token
 * @param mailbox the mailbox
 * @param purpose why
 */
public record Access(Caller caller, TenantId tenant, MailboxId mailbox, Purpose purpose) {}
