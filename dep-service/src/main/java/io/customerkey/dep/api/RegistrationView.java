package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.site.Registration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which policy protects the sites of a geo, and how far they are. */
@Schema(name = "Registration")
record RegistrationView(
    String geo,
    @Schema(description = "Whether it is the tenant's home") boolean home,
    @Schema(description = "UNREGISTERED, REGISTERING, REGISTERED, ROLLING") String state,
    @Schema(description = "Absent while UNREGISTERED") Optional<String> policyId,
    SiteCountView sites,
    @Schema(description = "Applied of total, rounded down") int percent,
    @Schema(description = "When another policy was last asked for") Optional<Instant> changed) {

  @Schema(name = "SiteCount")
  record SiteCountView(
      long total,
      @Schema(description = "Of those, told to follow") long assigned,
      @Schema(description = "Of those, have followed") long applied) {}

  static RegistrationView of(Registration registration) {
    Registration.SiteCount sites = registration.sites();
    return new RegistrationView(
        registration.geo().code(),
        registration.home(),
        registration.state().name(),
        registration.policy().map(PolicyId::toString),
        new SiteCountView(sites.total(), sites.assigned(), sites.applied()),
        sites.percent(),
        registration.changed());
  }
}
