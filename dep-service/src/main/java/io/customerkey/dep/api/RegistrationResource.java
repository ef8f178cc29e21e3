package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.site.Registrations;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registrations of one tenant's geos. */
@Path("/api/v1/tenants/{tenant}/registrations")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sites")
class RegistrationResource {
  private final Registrations registrations;
  private final Admin admin;

  RegistrationResource(Registrations registrations, Admin admin) {
    this.registrations = registrations;
    this.admin = admin;
  }

  @PUT
  @Path("/{geo}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Registers the geo's sites with a policy, or rolls them to another",
      description =
          "The sites follow in batches; `state` and `percent` tell how far they are. The same policy again changes nothing.")
  public Uni<RegistrationView> register(
      @PathParam("tenant") String tenant,
      @PathParam("geo") String geo,
      @Nullable AssignmentRequest body) {
    TenantId owner = admin.own(tenant);
    Geo where = Arguments.geo(geo);
    PolicyId policy = Arguments.body(body).policy();
    return registrations.register(owner, where, policy, admin.actor()).map(RegistrationView::of);
  }

  @DELETE
  @Path("/{geo}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Returns the geo's sites to the provider-managed policy",
      description = "A geo that is not registered stays as it is.")
  public Uni<RegistrationView> release(
      @PathParam("tenant") String tenant, @PathParam("geo") String geo) {
    return registrations
        .release(admin.own(tenant), Arguments.geo(geo), admin.actor())
        .map(RegistrationView::of);
  }

  @GET
  @Path("/{geo}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "The registration of one geo, with how far its sites are")
  public Uni<RegistrationView> get(
      @PathParam("tenant") String tenant, @PathParam("geo") String geo) {
    return registrations.get(admin.own(tenant), Arguments.geo(geo)).map(RegistrationView::of);
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "The registrations of all geos of the tenant, its home first")
  public Uni<PageView<RegistrationView>> list(@PathParam("tenant") String tenant) {
    return registrations
        .list(admin.own(tenant))
        .map(all -> PageView.of(new Page<>(all, Optional.empty()), RegistrationView::of));
  }
}
