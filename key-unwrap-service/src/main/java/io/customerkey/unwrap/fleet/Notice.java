package io.customerkey.unwrap.fleet;

import io.customerkey.crypto.id.Id128;
import io.customerkey.unwrap.verdict.EpochRaised;

/**
 * Tells an encryptor to drop what it cached of a policy.
 *
 * @param id to be acknowledged
 * @param raised policy, epoch and cause
 */
public record Notice(Id128 id, EpochRaised raised) {}
