package io.customerkey.dep.api;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.assignment.Assignment;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.mailbox.MailboxAssignments;
import io.customerkey.dep.mailbox.MailboxFilter;
import io.customerkey.dep.mailbox.Mailboxes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Mailboxes of one tenant. */
@Path("/api/v1/tenants/{tenant}/mailboxes")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Mailboxes",
    description = "The directory, and which policy should protect each mailbox.")
class MailboxResource {
  private final Mailboxes mailboxes;
  private final MailboxAssignments assignments;
  private final Admin admin;

  MailboxResource(Mailboxes mailboxes, MailboxAssignments assignments, Admin admin) {
    this.mailboxes = mailboxes;
    this.assignments = assignments;
    this.admin = admin;
  }

  @PUT
  @Path("/{mailbox}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Enters a mailbox, and assigns it to the policy named or the provider-managed one",
      description =
          "The same id with the same body again answers 200 with what is there; with another body 409.")
  public Uni<RestResponse<MailboxView>> put(
      @PathParam("tenant") String tenant,
      @PathParam("mailbox") String mailbox,
      @Nullable MailboxRequest body) {
    TenantId owner = admin.own(tenant);
    MailboxId id = id(mailbox);
    return mailboxes
        .put(Arguments.body(body).toDraft(owner, id), admin.actor())
        .map(put -> Answers.put(put, MailboxView.of(put.value())));
  }

  @GET
  @Path("/{mailbox}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One mailbox, with its desired and applied assignment")
  public Uni<MailboxView> get(
      @PathParam("tenant") String tenant, @PathParam("mailbox") String mailbox) {
    return mailboxes.get(admin.own(tenant), id(mailbox)).map(MailboxView::of);
  }

  @PATCH
  @Path("/{mailbox}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(summary = "Changes name or licence", description = "No ciphertext is touched.")
  public Uni<MailboxView> change(
      @PathParam("tenant") String tenant,
      @PathParam("mailbox") String mailbox,
      @Nullable MailboxChangeRequest body) {
    TenantId owner = admin.own(tenant);
    MailboxId id = id(mailbox);
    return mailboxes
        .change(owner, id, Arguments.body(body).toChange(), admin.actor())
        .map(MailboxView::of);
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Mailboxes of the tenant, in order of id")
  public Uni<PageView<MailboxView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("state") @Nullable String state,
      @QueryParam("name") @Nullable String name,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    MailboxFilter filter =
        new MailboxFilter(
            Arguments.optionalId("policy", policy, PolicyId::parse),
            Arguments.optionalChoice("state", state, Assignment.State.class),
            Arguments.namePart(name));
    return mailboxes
        .list(admin.own(tenant), filter, Arguments.cursor(cursor, false), Arguments.limit(limit))
        .map(page -> PageView.of(page, MailboxView::of));
  }

  @PUT
  @Path("/{mailbox}/assignment")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Assigns a policy to the mailbox",
      description =
          "The encryptor follows; `assignment.state` tells when it has. The same policy again changes nothing.")
  public Uni<MailboxView> assign(
      @PathParam("tenant") String tenant,
      @PathParam("mailbox") String mailbox,
      @Nullable AssignmentRequest body) {
    TenantId owner = admin.own(tenant);
    MailboxId id = id(mailbox);
    PolicyId policy = Arguments.body(body).policy();
    Actor actor = admin.actor();
    return assignments
        .assign(owner, policy, List.of(id), index -> "mailbox", actor)
        .flatMap(result -> mailboxes.get(owner, id))
        .map(MailboxView::of);
  }

  @DELETE
  @Path("/{mailbox}/assignment")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Returns the mailbox to the provider-managed policy",
      description = "The encryptor follows; a mailbox that has it already stays as it is.")
  public Uni<MailboxView> release(
      @PathParam("tenant") String tenant, @PathParam("mailbox") String mailbox) {
    TenantId owner = admin.own(tenant);
    MailboxId id = id(mailbox);
    return assignments
        .release(owner, id, admin.actor())
        .flatMap(result -> mailboxes.get(owner, id))
        .map(MailboxView::of);
  }

  private static MailboxId id(String mailbox) {
    return Arguments.id("mailbox", mailbox, MailboxId::parse);
  }
}
