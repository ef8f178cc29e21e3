package io.customerkey.dep.api;

import io.customerkey.dep.site.Site;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A site. */
@Schema(
    name = "Site",
    description = "A site of the directory, with its desired and actual protection.")
record SiteView(
    String id,
    String tenantId,
    String name,
    @Schema(description = "SITE, ONEDRIVE, TEAMS") String kind,
    String geo,
    Instant created,
    Optional<AssignmentView> assignment) {
  static SiteView of(Site site) {
    return new SiteView(
        site.draft().id().toString(),
        site.draft().tenant().toString(),
        site.name().value(),
        site.draft().kind().name(),
        site.geo().code(),
        site.created(),
        site.assignment().map(AssignmentView::of));
  }
}
