package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.site.SiteFilter;
import io.customerkey.dep.site.Sites;
import io.customerkey.dep.tenant.Name;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sites of one tenant. */
@Path("/api/v1/tenants/{tenant}/sites")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Sites",
    description = "The directory of sites, and the policy that each geo is registered with.")
class SiteResource {
  private final Sites sites;
  private final Admin admin;

  SiteResource(Sites sites, Admin admin) {
    this.sites = sites;
    this.admin = admin;
  }

  @PUT
  @Path("/{site}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary =
          "Enters a site, and assigns it to the policy of its geo or the provider-managed one",
      description =
          "The same id with the same body again answers 200 with what is there; with another body 409.")
  public Uni<RestResponse<SiteView>> put(
      @PathParam("tenant") String tenant,
      @PathParam("site") String site,
      @Nullable SiteRequest body) {
    TenantId owner = admin.own(tenant);
    SiteId id = id(site);
    return sites
        .put(Arguments.body(body).toDraft(owner, id), admin.actor())
        .map(put -> Answers.put(put, SiteView.of(put.value())));
  }

  @GET
  @Path("/{site}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One site, with its desired and applied assignment")
  public Uni<SiteView> get(@PathParam("tenant") String tenant, @PathParam("site") String site) {
    return sites.get(admin.own(tenant), id(site)).map(SiteView::of);
  }

  @PATCH
  @Path("/{site}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(summary = "Renames a site", description = "No ciphertext is touched.")
  public Uni<SiteView> rename(
      @PathParam("tenant") String tenant,
      @PathParam("site") String site,
      @Nullable RenameRequest body) {
    TenantId owner = admin.own(tenant);
    SiteId id = id(site);
    Name name = Arguments.body(body).name(Name.ADDRESS);
    return sites.rename(owner, id, name, admin.actor()).map(SiteView::of);
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Sites of the tenant, in order of id")
  public Uni<PageView<SiteView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("geo") @Nullable String geo,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("state") @Nullable String state,
      @QueryParam("name") @Nullable String name,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    SiteFilter filter =
        new SiteFilter(
            Arguments.optionalGeo(geo),
            Arguments.optionalId("policy", policy, PolicyId::parse),
            Arguments.optionalChoice("state", state, Assignment.State.class),
            Arguments.namePart(name));
    return sites
        .list(admin.own(tenant), filter, Arguments.cursor(cursor, false), Arguments.limit(limit))
        .map(page -> PageView.of(page, SiteView::of));
  }

  private static SiteId id(String site) {
    return Arguments.id("site", site, SiteId::parse);
  }
}
