package io.customerkey.dep.statement;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.policy.PolicyState;
import java.time.Instant;
import java.util.Optional;

/**
 * What a settings statement says.
 *
 * @param tenant owner
 * @param workload what it may protect
 * @param policy the policy
 * @param sequence grows with every settings statement of the policy
 * @param state of the policy
 * @param generation that takes new references
 * @param settings chosen by the tenant
 * @param suspendedUntil empty: not suspended
 * @param created when it is signed
 */
public record SettingsFacts(
    TenantId tenant,
    Workload workload,
    PolicyId policy,
    Sequence sequence,
    PolicyState state,
    GenerationId generation,
    PolicySettings settings,
    Optional<Instant> suspendedUntil,
    Instant created) {}
