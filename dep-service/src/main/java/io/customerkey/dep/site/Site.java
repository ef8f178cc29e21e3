package io.customerkey.dep.site;

import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Name;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the directory.
 *
 * @param draft what was asked for at its creation
 * @param name now
 * @param geo where it is
 * @param created when
 * @param assignment which policy should protect it
 */
public record Site(
    SiteDraft draft, Name name, Geo geo, Instant created, Optional<Assignment> assignment) {}
