package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.keyuse.KeyUseFilter;
import io.customerkey.dep.keyuse.KeyUseKind;
import io.customerkey.dep.keyuse.KeyUses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Uses of keys of one tenant. */
@Path("/api/v1/tenants/{tenant}/key-uses")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Evidence")
class KeyUseResource {
  private final KeyUses keyUses;
  private final Admin admin;

  KeyUseResource(KeyUses keyUses, Admin admin) {
    this.keyUses = keyUses;
    this.admin = admin;
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Uses of customer keys and availability keys, newest first")
  public Uni<PageView<KeyUseView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    KeyUseFilter filter =
        new KeyUseFilter(
            Arguments.optionalChoice("kind", kind, KeyUseKind.class),
            Arguments.optionalId("policy", policy, PolicyId::parse));
    return keyUses
        .list(admin.own(tenant), filter, Arguments.cursor(cursor, true), Arguments.limit(limit))
        .map(page -> PageView.of(page, KeyUseView::of));
  }
}
