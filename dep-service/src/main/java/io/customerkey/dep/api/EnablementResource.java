package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.workflow.Onboardings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lets tenants have policies of their own. */
@Path("/api/v1/tenants/{tenant}/enablement")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
class EnablementResource {
  private final Onboardings onboardings;
  private final Admin admin;

  EnablementResource(Onboardings onboardings, Admin admin) {
    this.onboardings = onboardings;
    this.admin = admin;
  }

  @POST
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Enables the tenant",
      description =
          "The newest validation of these two keys must have passed, and not be older than 24 hours (unless the provider has"
              + " configured another time).")
  public Uni<TenantView> enable(
      @PathParam("tenant") String tenant, @Nullable EnablementRequest body) {
    TenantId owner = admin.own(tenant);
    return onboardings
        .enable(owner, Arguments.body(body).pair(), admin.actor())
        .map(TenantView::of);
  }
}
