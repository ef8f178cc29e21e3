package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.policy.ProviderPolicies;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.customerkey.dep.workflow.ProviderCreations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
  private final ProviderPolicies providerPolicies;
  private final ProviderCreations providerCreations;
  private final Admin admin;
  private final Clock clock;

  TenantResource(
      Tenants tenants,
      ProviderPolicies providerPolicies,
      ProviderCreations providerCreations,
      Admin admin,
      Clock clock) {
    this.tenants = tenants;
    this.providerPolicies = providerPolicies;
    this.providerCreations = providerCreations;
    this.admin = admin;
    this.clock = clock;
  }

  @PUT
  @Path("/{tenant}")
  @RolesAllowed(Roles.PROVIDER_OPERATOR)
  @Operation(
      summary = "Enrols a tenant",
      description =
          "Waits up to 10 seconds for its provider-managed policies. The same id with the same body again answers 200 with what is"
              + " there; with another body 409.")
  public Uni<RestResponse<TenantView>> put(
      @PathParam("tenant") String tenant, @Nullable TenantRequest body) {
    admin.requireProvider();
    TenantId id = Arguments.id("tenant", tenant, TenantId::parse);
    Tenant asked =
        Arguments.body(body).toTenant(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return tenants
        .put(asked, admin.actor())
        .flatMap(put ->
            providerCreations
                .settle(id)
                .map(policies -> Answers.put(put, TenantView.of(put.value(), policies))));
  }

  @GET
  @Path("/{tenant}")
  @RolesAllowed({Roles.PROVIDER_OPERATOR, Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One tenant")
  public Uni<TenantView> get(@PathParam("tenant") String tenant) {
    return tenants.get(admin.providerOrOwn(tenant)).flatMap(this::view);
  }

  private Uni<TenantView> view(Tenant tenant) {
    return providerPolicies.of(tenant.id()).map(policies -> TenantView.of(tenant, policies));
  }

  @PATCH
  @Path("/{tenant}")
  @RolesAllowed(Roles.PROVIDER_OPERATOR)
  @Operation(summary = "Renames a tenant")
  public Uni<TenantView> rename(@PathParam("tenant") String tenant, @Nullable RenameRequest body) {
    admin.requireProvider();
    TenantId id = Arguments.id("tenant", tenant, TenantId::parse);
    Name name = Arguments.body(body).name(Name.SHORT);
    return tenants.rename(id, name, admin.actor()).flatMap(this::view);
  }

  @GET
  @RolesAllowed(Roles.PROVIDER_OPERATOR)
  @Operation(summary = "All tenants, in order of id")
  public Uni<PageView<TenantView>> list(
      @QueryParam("name") @Nullable String name,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    admin.requireProvider();
    return tenants
        .list(Arguments.namePart(name), Arguments.cursor(cursor, false), Arguments.limit(limit))
        .map(page -> PageView.of(page, TenantView::of));
  }
}
