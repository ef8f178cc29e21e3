package io.customerkey.availability.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A confirmed denial that began or ended, as key-unwrap-service tells it.
 *
 * @param tenant owner
 * @param policy the policy
 * @param generation whose customer keys are meant
 * @param since empty: a customer key opened a copy again
 * @param epoch of the policy; orders these messages
 */
public record Denial(
    TenantId tenant,
    PolicyId policy,
    GenerationId generation,
    Optional<Instant> since,
    long epoch) {}
