package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.onboarding.Approver;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.tenant.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who may approve for a tenant what cannot be taken back. */
@Path("/api/v1/tenants/{tenant}/approvers")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
class ApproverResource {
  private static final String SUBJECT = "subject";

  private final Approvers approvers;
  private final Admin admin;

  ApproverResource(Approvers approvers, Admin admin) {
    this.approvers = approvers;
    this.admin = admin;
  }

  @Schema(name = "Approver")
  record ApproverView(
      @Schema(description = "`sub` of their tokens") String subject,
      Instant added,
      @Schema(description = "`sub` of the admin") String addedBy) {
    static ApproverView of(Approver approver) {
      return new ApproverView(approver.subject().value(), approver.added(), approver.addedBy());
    }
  }

  @Schema(name = "ApproverRequest")
  record ApproverRequest(
      @Schema(required = true, minLength = 1, maxLength = Approver.LONGEST_SUBJECT)
          @Nullable String subject) {}

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "All approvers of the tenant")
  public Uni<PageView<ApproverView>> list(@PathParam("tenant") String tenant) {
    return approvers.list(admin.own(tenant)).map(ApproverResource::page);
  }

  @POST
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Enrols an approver",
      description = "Who is enrolled already stays so. Answers all approvers.")
  public Uni<PageView<ApproverView>> add(
      @PathParam("tenant") String tenant, @Nullable ApproverRequest body) {
    TenantId owner = admin.own(tenant);
    return approvers
        .add(owner, subject(Arguments.body(body).subject()), admin.actor())
        .map(ApproverResource::page);
  }

  @DELETE
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(summary = "Removes an approver", description = "Answers the others.")
  public Uni<PageView<ApproverView>> remove(
      @PathParam("tenant") String tenant, @QueryParam(SUBJECT) @Nullable String subject) {
    return approvers
        .remove(admin.own(tenant), subject(subject), admin.actor())
        .map(ApproverResource::page);
  }

  private static Name subject(@Nullable String text) {
    return Name.parse(SUBJECT, Arguments.required(SUBJECT, text), Approver.LONGEST_SUBJECT);
  }

  private static PageView<ApproverView> page(List<Approver> all) {
    return new PageView<>(all.stream().map(ApproverView::of).toList(), Optional.empty());
  }
}
