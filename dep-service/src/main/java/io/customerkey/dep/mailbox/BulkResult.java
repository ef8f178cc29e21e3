package io.customerkey.dep.mailbox;

/**
 * What a bulk assignment did.
 *
 * @param changed got a new version
 * @param unchanged were assigned to the policy before
 */
public record BulkResult(int changed, int unchanged) {}
