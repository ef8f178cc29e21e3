package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.tenant.DirectoryId;

/**
 * A creation as it was read from the database, held by one run.
 *
 * @param claim this run
 * @param policy ids and keys, fixed at the first insert
 * @param directory of the vaults: the tenant's, or the provider's own
 * @param availabilityKey to make or made
 * @param position which step is next, with what it needs
 * @param attempts failed so far at this step
 * @param request that asked for the policy
 */
public record ClaimedCreation(
    ClaimId claim,
    Policy policy,
    DirectoryId directory,
    AvailabilityKeyId availabilityKey,
    Position position,
    int attempts,
    RequestId request) {}
