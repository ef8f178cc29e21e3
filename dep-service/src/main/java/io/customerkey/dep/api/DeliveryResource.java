package io.customerkey.dep.api;

import io.customerkey.dep.contact.ContactId;
import io.customerkey.dep.contact.DeliveryFilter;
import io.customerkey.dep.contact.DeliveryLog;
import io.customerkey.dep.contact.DeliveryState;
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

/** What the contacts of one tenant were told. */
@Path("/api/v1/tenants/{tenant}/contact-deliveries")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Contacts")
class DeliveryResource {
  private final DeliveryLog log;
  private final Admin admin;

  DeliveryResource(DeliveryLog log, Admin admin) {
    this.log = log;
    this.admin = admin;
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(
      summary = "What contacts were or are to be told, newest first",
      description = "DEAD: given up after the last attempt. Finished ones are kept for 30 days.")
  public Uni<PageView<DeliveryView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("contact") @Nullable String contact,
      @QueryParam("state") @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    DeliveryFilter filter =
        new DeliveryFilter(
            Arguments.optionalId("contact", contact, ContactId::parse),
            Arguments.optionalChoice("state", state, DeliveryState.class));
    return log.list(
            admin.own(tenant), filter, Arguments.cursor(cursor, true), Arguments.limit(limit))
        .map(page -> PageView.of(page, DeliveryView::of));
  }
}
