package io.customerkey.dep.policy;

/**
 * How far the mailboxes of a policy are.
 *
 * @param assigned should be protected by it
 * @param applied of those, the encryptor has followed
 */
public record MailboxCount(long assigned, long applied) {}
