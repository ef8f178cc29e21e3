package io.customerkey.dep.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * The brake of one cause of denial.
 *
 * @param cause of the denials, {@code key_disabled} …
 * @param on whether it holds denials now
 * @param engaged when it went on last
 * @param until when it goes off, if it sees no other denial
 * @param tenants unrelated tenants that had turned when it went on
 * @param heldPolicies whose confirmed denial it holds now
 * @param ruling the last one
 * @param ruledBy who ruled
 * @param ruledUntil until when that keeps it off
 */
public record Brake(
    String cause,
    boolean on,
    Optional<Instant> engaged,
    Optional<Instant> until,
    int tenants,
    int heldPolicies,
    Optional<String> ruling,
    Optional<String> ruledBy,
    Optional<Instant> ruledUntil) {}
