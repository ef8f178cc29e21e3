package io.customerkey.dep.api;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.policy.PolicyInsight;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Verdicts of one tenant. */
@Path("/api/v1/tenants/{tenant}/verdicts")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Evidence", description = "Why keys could or could not be used, and by whom they were.")
class VerdictResource {
  private final PolicyInsight insight;
  private final Admin admin;

  VerdictResource(PolicyInsight insight, Admin admin) {
    this.insight = insight;
    this.admin = admin;
  }

  @GET
  @Path("/{verdict}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "A verdict, with both vaults' evidence and the rule that decided")
  public Uni<VerdictView> get(
      @PathParam("tenant") String tenant, @PathParam("verdict") String verdict) {
    return insight
        .verdict(
            admin.own(tenant), Arguments.id("verdict", verdict, VerdictId::parse), admin.request())
        .map(VerdictView::of);
  }
}
