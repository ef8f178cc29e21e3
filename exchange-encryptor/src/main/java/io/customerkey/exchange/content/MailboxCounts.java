package io.customerkey.exchange.content;

/**
 * How much is in a mailbox.
 *
 * @param items how many
 * @param bytes of their content
 */
public record MailboxCounts(long items, long bytes) {}
