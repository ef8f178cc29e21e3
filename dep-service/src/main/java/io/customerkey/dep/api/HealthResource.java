package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.HealthHistory;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyFilter;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** States of all policies of one tenant. */
@Path("/api/v1/tenants/{tenant}/health")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Evidence")
class HealthResource {
  private final Policies policies;
  private final HealthHistory history;
  private final Admin admin;

  HealthResource(Policies policies, HealthHistory history, Admin admin) {
    this.policies = policies;
    this.history = history;
    this.admin = admin;
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(
      summary = "What the customer keys of each policy are worth, in order of policy id",
      description = "As recorded, at most seconds ago; one policy's own health has everything.")
  public Uni<PageView<PolicyHealthItem>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("workload") @Nullable String workload,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    TenantId owner = admin.own(tenant);
    RequestId request = admin.request();
    PolicyFilter filter =
        new PolicyFilter(
            Arguments.optionalChoice("workload", workload, Workload.class),
            Optional.empty(),
            Optional.empty());
    return policies
        .list(owner, filter, Arguments.cursor(cursor, false), Arguments.limit(limit))
        .flatMap(page -> states(owner, page, request).map(states -> view(page, states)));
  }

  private Uni<Map<PolicyId, PolicyHealth.State>> states(
      TenantId tenant, Page<Policy> page, RequestId request) {
    List<PolicyId> ids = page.items().stream().map(policy -> policy.draft().id()).toList();
    return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : history.states(tenant, ids, request);
  }

  private static PageView<PolicyHealthItem> view(
      Page<Policy> page, Map<PolicyId, PolicyHealth.State> states) {
    return PageView.of(
        page,
        policy ->
            PolicyHealthItem.of(
                policy, states.getOrDefault(policy.draft().id(), PolicyHealth.State.UNKNOWN)));
  }
}
