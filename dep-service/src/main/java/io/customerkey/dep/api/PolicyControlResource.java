package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.audit.AuditLog;
import io.customerkey.dep.policy.Policies;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyControl;
import io.customerkey.dep.policy.Suspension;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.workflow.KillSwitch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a tenant's admin does to a policy at once. */
@Path("/api/v1/tenants/{tenant}/policies/{policy}")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.TENANT_KEY_ADMIN)
@Tag(name = "Policies")
class PolicyControlResource {
  private final Policies policies;
  private final PolicyControl control;
  private final KillSwitch killSwitch;
  private final AuditLog audit;
  private final Admin admin;
  private final Clock clock;

  PolicyControlResource(
      Policies policies,
      PolicyControl control,
      KillSwitch killSwitch,
      AuditLog audit,
      Admin admin,
      Clock clock) {
    this.policies = policies;
    this.control = control;
    this.killSwitch = killSwitch;
    this.audit = audit;
    this.admin = admin;
    this.clock = clock;
  }

  @POST
  @Path("/check-now")
  @Operation(
      summary = "Asks both customer keys now",
      description =
          "At once, and every 3 seconds until a denial is confirmed or cleared. Waits for that as long as the body says, and answers"
              + " what was found with the evidence; the probes go on afterwards.")
  public Uni<CheckView> checkNow(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable CheckRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    Actor actor = admin.actor();
    Duration wait = CheckRequest.wait(body);
    return policies
        .get(owner, id)
        .invoke(PolicyControlResource::requireOwnKeys)
        .call(found -> audit.record(actor, owner, AdminAction.POLICY_CHECKED, id.toString()))
        .flatMap(found -> control.check(owner, id, wait, actor.request()))
        .map(check -> CheckView.of(id, check));
  }

  private static void requireOwnKeys(Policy policy) {
    if (policy.providerManaged()) {
      throw RefusedException.of(
          Refusal.PROVIDER_MANAGED, "policy", "the provider's own keys are not probed");
    }
  }

  @POST
  @Path("/suspend")
  @Operation(
      summary = "The kill switch: refuses every use of the policy's keys for a time",
      description =
          "Drops the policy's cached keys everywhere and refuses every purpose with POLICY_SUSPENDED, until the time is over by the"
              + " clocks of all services or the policy is resumed. A suspension that ends later stays as it is. Answers who acknowledged.")
  public Uni<SuspensionView> suspend(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable SuspensionRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    Suspension asked = SuspensionRequest.suspension(body, clock.instant());
    return killSwitch
        .suspend(owner, id, asked, SuspensionRequest.wait(body), admin.actor())
        .map(outcome -> SuspensionView.of(id, outcome));
  }

  @POST
  @Path("/resume")
  @Operation(
      summary = "Turns the kill switch off",
      description =
          "The next use of each key asks the vaults. A policy that is not suspended stays as it is.")
  public Uni<SuspensionView> resume(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Nullable DropRequest body) {
    TenantId owner = admin.own(tenant);
    PolicyId id = id(policy);
    return killSwitch
        .resume(owner, id, DropRequest.wait(body), admin.actor())
        .map(outcome -> SuspensionView.of(id, outcome));
  }

  private static PolicyId id(String policy) {
    return Arguments.id("policy", policy, PolicyId::parse);
  }
}
