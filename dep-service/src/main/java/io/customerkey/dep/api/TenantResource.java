package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants. */
@Path("/api/v1/tenants")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Tenants",
    description = "Customer organisations, enrolled by the provider's operators.")
class TenantResource {
  private final Tenants tenants;
  private final Admin admin;
  private final Clock clock;

  TenantResource(Tenants tenants, Admin admin, Clock clock) {
    this.tenants = tenants;
    this.admin = admin;
    this.clock = clock;
  }

  @PUT
  @Path("/{tenant}")
  @RolesAllowed(Roles.PROVIDER_OPERATOR)
  @Operation(
      summary = "Enrols a tenant",
      description =
          "The same id with the same body again answers 200 with what is there; with another body 409.")
  public Uni<RestResponse<TenantView>> put(
      @PathParam("tenant") String tenant, @Nullable TenantRequest body) {
    admin.requireProvider();
    TenantId id = Arguments.id("tenant", tenant, TenantId::parse);
    Tenant asked =
        Arguments.body(body).toTenant(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return tenants
        .put(asked, admin.actor())
        .map(put -> Answers.put(put, TenantView.of(put.value())));
  }

  @GET
  @Path("/{tenant}")
  @RolesAllowed({Roles.PROVIDER_OPERATOR, Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One tenant")
  public Uni<TenantView> get(@PathParam("tenant") String tenant) {
    return tenants.get(admin.providerOrOwn(tenant)).map(TenantView::of);
  }

  @GET
  @RolesAllowed(Roles.PROVIDER_OPERATOR)
  @Operation(summary = "All tenants, in order of id")
  public Uni<PageView<TenantView>> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
    admin.requireProvider();
    return tenants
        .list(Arguments.cursor(cursor, false), Arguments.limit(limit))
        .map(page -> PageView.of(page, TenantView::of));
  }
}
