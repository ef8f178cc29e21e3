package io.customerkey.unwrap.attempt;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import java.util.Optional;

/**
 * On whose behalf vaults are asked.
 *
 * @param ref the policy key concerned
 * @param operation what is asked
 * @param purpose of the request behind it; empty for probes and provisioning
 * @param subject of the token behind it; empty where there is none
 * @param verdict that the attempts belong to
 */
public record Cause(
    PolicyRef ref,
    Operation operation,
    Optional<Purpose> purpose,
    String subject,
    VerdictId verdict) {}
