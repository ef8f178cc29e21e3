package io.customerkey.exchange.reencryption;

import io.customerkey.crypto.id.MailboxId;

/**
 * A mailbox and a version of its assignment.
 *
 * @param mailbox the mailbox
 * @param version of the assignment
 */
public record MailboxVersion(MailboxId mailbox, long version) {}
