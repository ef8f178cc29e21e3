package io.customerkey.dep.site;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.NamePart;
import java.util.Optional;

/**
 * Which sites are listed.
 *
 * @param geo where they are
 * @param policy assigned to it
 * @param state of the assignment
 * @param name holds it
 */
public record SiteFilter(
    Optional<Geo> geo,
    Optional<PolicyId> policy,
    Optional<Assignment.State> state,
    Optional<NamePart> name) {}
