package io.customerkey.dep.assignment;

/**
 * How far the mailboxes or sites of a policy are.
 *
 * @param assigned should be protected by it
 * @param applied of those, the encryptor has followed
 */
public record AssignmentCount(long assigned, long applied) {}
