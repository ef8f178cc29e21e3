package io.customerkey.dep.api;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.mailbox.MailboxAssignments;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Assignments of many mailboxes. */
@Path("/api/v1/tenants/{tenant}/assignments")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Mailboxes")
class AssignmentResource {
  private final MailboxAssignments assignments;
  private final Admin admin;

  AssignmentResource(MailboxAssignments assignments, Admin admin) {
    this.assignments = assignments;
    this.admin = admin;
  }

  @POST
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Assigns a policy to many mailboxes",
      description =
          "All of the list or nothing. Mailboxes that have the policy already keep their version.")
  public Uni<BulkView> assign(@PathParam("tenant") String tenant, @Nullable BulkRequest body) {
    TenantId owner = admin.own(tenant);
    BulkRequest request = Arguments.body(body);
    PolicyId policy = request.policy();
    Map<MailboxId, Integer> mailboxes = request.mailboxes();
    List<Integer> indexes = List.copyOf(mailboxes.values());
    return assignments
        .assign(
            owner,
            policy,
            List.copyOf(mailboxes.keySet()),
            index -> BulkRequest.field(indexes.get(index)),
            admin.actor())
        .map(result -> new BulkView(policy.toString(), result.changed(), result.unchanged()));
  }
}
