package io.customerkey.exchange.content;

/**
 * How much is in a mailbox.
 *
 * @param items how many, without deleted ones
 * @param bytes of their content
 * @param deleted how many deleted items can be restored
 */
public record MailboxCounts(long items, long bytes, long deleted) {}
