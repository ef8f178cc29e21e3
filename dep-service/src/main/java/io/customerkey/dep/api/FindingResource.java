package io.customerkey.dep.api;

import io.customerkey.dep.posture.Finding;
import io.customerkey.dep.posture.Postures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is not as it must be, of keys in use. */
@Path("/api/v1/tenants/{tenant}/findings")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Onboarding")
class FindingResource {
  private final Postures postures;
  private final Admin admin;

  FindingResource(Postures postures, Admin admin) {
    this.postures = postures;
    this.admin = admin;
  }

  @Schema(name = "Finding")
  record FindingView(
      @Schema(description = "Key id with version; absent: about the tenant") Optional<String> keyId,
      @Schema(description = "`key_expiry`, `owner_tag`, `approvers` …") String check,
      String observed,
      @Schema(description = "What to do") String advice,
      @Schema(description = "When it was seen first") Instant found,
      @Schema(description = "When it was looked at last") Instant seen) {
    static FindingView of(Finding finding) {
      String key = finding.about().key();
      return new FindingView(
          key.isEmpty() ? Optional.empty() : Optional.of(key),
          finding.about().check(),
          finding.observed(),
          finding.advice(),
          finding.found(),
          finding.seen());
    }
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(
      summary = "Findings about the tenant and the keys of its policies, the oldest first",
      description =
          "The keys are looked at daily. A finding goes when what it is about is as it must be again; what cannot be seen"
              + " (a vault that does not answer) neither raises nor clears one.")
  public Uni<PageView<FindingView>> list(@PathParam("tenant") String tenant) {
    return postures
        .list(admin.own(tenant))
        .map(findings ->
            new PageView<>(findings.stream().map(FindingView::of).toList(), Optional.empty()));
  }
}
