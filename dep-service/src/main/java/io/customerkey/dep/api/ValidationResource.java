package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.onboarding.Validations;
import io.customerkey.dep.workflow.Onboardings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Looks at keys before they are used. */
@Path("/api/v1/tenants/{tenant}/validations")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Onboarding",
    description = "What a tenant needs before it may have policies of its own.")
class ValidationResource {
  private static final int CREATED = 201;

  private final Onboardings onboardings;
  private final Validations validations;
  private final Admin admin;

  ValidationResource(Onboardings onboardings, Validations validations, Admin admin) {
    this.onboardings = onboardings;
    this.validations = validations;
    this.admin = admin;
  }

  @POST
  @ResponseStatus(CREATED)
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Validates two keys",
      description =
          "Describes each key and uses it once to wrap and unwrap bytes that nobody needs. Changes nothing; the answer, passed or"
              + " not, is kept. At most 10 times a minute for each tenant; beyond that 503 OVERLOADED with Retry-After.")
  public Uni<ValidationView> validate(
      @PathParam("tenant") String tenant, @Nullable ValidationRequest body) {
    TenantId owner = admin.own(tenant);
    ValidationRequest request = Arguments.body(body);
    return onboardings
        .validate(owner, request.pair(), request.wanted(), request.declarations(), admin.actor())
        .map(ValidationView::of);
  }

  @GET
  @Path("/{validation}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One validation")
  public Uni<ValidationView> get(
      @PathParam("tenant") String tenant, @PathParam("validation") String validation) {
    return validations
        .get(admin.own(tenant), Arguments.id("validation", validation, ValidationId::parse))
        .map(ValidationView::of);
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Validations of the tenant, newest first")
  public Uni<PageView<ValidationView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    return validations
        .list(admin.own(tenant), Arguments.cursor(cursor, true), Arguments.limit(limit))
        .map(page -> PageView.of(page, ValidationView::of));
  }
}
