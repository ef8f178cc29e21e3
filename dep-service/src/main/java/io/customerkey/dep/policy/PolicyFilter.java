package io.customerkey.dep.policy;

import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.tenant.NamePart;
import java.util.Optional;

/**
 * Which policies are listed.
 *
 * @param workload what they may protect
 * @param state where they are in their life
 * @param name holds it
 */
public record PolicyFilter(
    Optional<Workload> workload, Optional<PolicyState> state, Optional<NamePart> name) {}
