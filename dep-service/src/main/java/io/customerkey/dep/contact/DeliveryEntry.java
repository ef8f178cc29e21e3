package io.customerkey.dep.contact;

import io.customerkey.crypto.id.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as it is listed.
 *
 * @param id of the delivery
 * @param contact whom
 * @param policy whose state changed
 * @param number of the change
 * @param state how far it is
 * @param attempts made
 * @param created when the change was heard of
 * @param nextAttempt while it is pending
 * @param finished when it was delivered or given up
 * @param status of the last answer, if there was one
 * @param error of the last attempt, if it failed
 */
public record DeliveryEntry(
    DeliveryId id,
    ContactId contact,
    PolicyId policy,
    long number,
    DeliveryState state,
    int attempts,
    Instant created,
    Optional<Instant> nextAttempt,
    Optional<Instant> finished,
    Optional<Integer> status,
    Optional<String> error) {}
