package io.customerkey.dep.api;

import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.audit.AuditLog;
import io.customerkey.dep.policy.Brakes;
import io.customerkey.dep.policy.Brakes.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The brake: while many unrelated tenants are denied by the same cause, automatic drops wait, and
 * operators rule.
 */
@Path("/api/v1/brakes")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@RolesAllowed(Roles.PROVIDER_OPERATOR)
@Tag(name = "Brakes", description = "Denials that wait because many unrelated tenants have them.")
class BrakeResource {
  private final Brakes brakes;
  private final AuditLog audit;
  private final Admin admin;

  BrakeResource(Brakes brakes, AuditLog audit, Admin admin) {
    this.brakes = brakes;
    this.audit = audit;
    this.admin = admin;
  }

  @GET
  @Operation(summary = "The brakes that were ever on, in order of their causes")
  public Uni<List<BrakeView>> list() {
    admin.requireProvider();
    return brakes.list(admin.request()).map(all -> all.stream().map(BrakeView::of).toList());
  }

  @POST
  @Path("/{cause}/confirm")
  @Operation(
      summary = "Rules that the denials are the tenants' wish",
      description =
          "What the brake holds is denied, and dropped, at once; it stays off for a time.")
  public Uni<BrakeView> confirm(@PathParam("cause") String cause) {
    return rule(cause, Ruling.CONFIRMED);
  }

  @POST
  @Path("/{cause}/release")
  @Operation(
      summary = "Lifts the brake",
      description = "What it held has to be confirmed anew; it stays off for a time.")
  public Uni<BrakeView> release(@PathParam("cause") String cause) {
    return rule(cause, Ruling.RELEASED);
  }

  private Uni<BrakeView> rule(String cause, Ruling ruling) {
    admin.requireProvider();
    Actor actor = admin.actor();
    return brakes
        .rule(cause, ruling, actor)
        .call(brake -> audit.record(actor, AdminAction.BRAKE_RULED, brake.cause() + " " + ruling))
        .map(BrakeView::of);
  }
}
