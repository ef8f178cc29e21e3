package io.customerkey.exchange.assignment;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;

/**
 * What should protect a mailbox.
 *
 * @param mailbox the mailbox
 * @param tenant its owner
 * @param version grows with every change
 * @param target the generation that takes new references
 */
public record Assignment(MailboxId mailbox, TenantId tenant, long version, Generation target) {}
