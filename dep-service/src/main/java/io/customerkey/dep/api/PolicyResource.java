package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.assignment.AssignmentCounts;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.audit.AuditLog;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.policy.HealthHistory;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyFilter;
import io.customerkey.dep.policy.PolicyInsight;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Put;
import io.customerkey.dep.workflow.Creations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Policies of one tenant. */
@Path("/api/v1/tenants/{tenant}/policies")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Policies",
    description = "Data encryption policies: two customer keys and an availability key each.")
class PolicyResource {
  private final Policies policies;
  private final AssignmentCounts counts;
  private final Creations creations;
  private final PolicyInsight insight;
  private final HealthHistory history;
  private final AuditLog audit;
  private final Admin admin;

  PolicyResource(
      Policies policies,
      AssignmentCounts counts,
      Creations creations,
      PolicyInsight insight,
      HealthHistory history,
      AuditLog audit,
      Admin admin) {
    this.policies = policies;
    this.counts = counts;
    this.creations = creations;
    this.insight = insight;
    this.history = history;
    this.audit = audit;
    this.admin = admin;
  }

  @PUT
  @Path("/{policy}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Creates a policy and proves its three keys",
      description =
          "Waits up to 20 seconds. The same id with the same body again joins the creation or"
              + " answers what is there; with another body 409. A creation that is refused for good"
              + " leaves nothing.")
  @APIResponse(responseCode = "201", description = "ACTIVE")
  @APIResponse(responseCode = "200", description = "It was ACTIVE before")
  @APIResponse(responseCode = "202", description = "Still CREATING; ask again")
  public Uni<RestResponse<PolicyView>> put(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable PolicyRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    return creations
        .create(Arguments.body(body).toDraft(owner, id), admin.actor())
        .map(PolicyResource::answer);
  }

  private static RestResponse<PolicyView> answer(Put<Policy> put) {
    PolicyView view = PolicyView.of(put.value());
    return put.value().state() == PolicyState.CREATING
        ? RestResponse.status(RestResponse.Status.ACCEPTED, view)
        : Answers.put(put, view);
  }

  @GET
  @Path("/{policy}")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "One policy, with how far its mailboxes or sites are")
  public Uni<PolicyView> get(
      @PathParam("tenant") String tenant, @PathParam("policy") String policy) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    return policies.get(owner, id).flatMap(this::counted);
  }

  private Uni<PolicyView> counted(Policy policy) {
    return counts
        .of(policy.draft().tenant(), policy.draft().id())
        .map(count -> PolicyView.of(policy, Optional.of(count)));
  }

  @PATCH
  @Path("/{policy}")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(summary = "Renames a policy", description = "No ciphertext is touched.")
  public Uni<PolicyView> rename(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable RenameRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    Name name = Arguments.body(body).name(Name.SHORT);
    return policies.rename(owner, id, name, admin.actor()).flatMap(this::counted);
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Policies of the tenant, in order of id")
  public Uni<PageView<PolicyView>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("workload") @Nullable String workload,
      @QueryParam("state") @Nullable String state,
      @QueryParam("name") @Nullable String name,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    PolicyFilter filter =
        new PolicyFilter(
            Arguments.optionalChoice("workload", workload, Workload.class),
            Arguments.optionalChoice("state", state, PolicyState.class),
            Arguments.namePart(name));
    return policies
        .list(admin.own(tenant), filter, Arguments.cursor(cursor, false), Arguments.limit(limit))
        .map(page -> PageView.of(page, PolicyView::of));
  }

  @GET
  @Path("/{policy}/health")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "What the policy's customer keys are worth now, with the last evidence")
  public Uni<HealthView> health(
      @PathParam("tenant") String tenant, @PathParam("policy") String policy) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    RequestId request = admin.request();
    return policies
        .get(owner, id)
        .flatMap(found -> insight.health(owner, id, request))
        .map(health -> HealthView.of(id, health));
  }

  @GET
  @Path("/{policy}/health/history")
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(summary = "Every change of the policy's state, newest first, each with its verdict")
  public Uni<PageView<HealthChangeView>> healthHistory(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    RequestId request = admin.request();
    long before = Arguments.cursor(cursor, false).map(after -> after.id().low()).orElse(0L);
    int most = Arguments.limit(limit);
    return policies
        .get(owner, id)
        .flatMap(found -> history.changes(owner, id, before, most, request))
        .map(changes -> PageView.of(HealthChange.page(changes, most), HealthChangeView::of));
  }

  @POST
  @Path("/{policy}/drop-caches")
  @RolesAllowed(Roles.TENANT_KEY_ADMIN)
  @Operation(
      summary = "Drops the policy's cached keys everywhere",
      description = "The next use of each key asks the vaults again. Answers who acknowledged.")
  public Uni<DropView> dropCaches(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable DropRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    Actor actor = admin.actor();
    Duration wait = DropRequest.wait(body);
    return policies
        .get(owner, id)
        .call(found -> audit.record(actor, owner, AdminAction.CACHES_DROPPED, id.toString()))
        .flatMap(found -> insight.dropCaches(owner, id, wait, actor.request()))
        .map(drop -> DropView.of(id, drop));
  }

  private static PolicyId id(String policy) {
    return Arguments.id("policy", policy, PolicyId::parse);
  }
}
