package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.rules.HealthState;
import java.time.Instant;

/**
 * A policy went from one state to another.
 *
 * @param tenant owner
 * @param policy the policy
 * @param number 1 for the policy's first change, and so on without a gap
 * @param from state before; UNKNOWN before the first change
 * @param to what it is now
 * @param changed when it was seen
 */
public record HealthChange(
    TenantId tenant,
    PolicyId policy,
    long number,
    HealthState from,
    RecordedHealth to,
    Instant changed) {}
