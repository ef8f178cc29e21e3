package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.simulation.Act;
import io.customerkey.dep.workflow.Simulations;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dry runs. */
@Path("/api/v1/tenants/{tenant}/policies/{policy}/simulation")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Policies")
class SimulationResource {
  private final Simulations simulations;
  private final Admin admin;

  SimulationResource(Simulations simulations, Admin admin) {
    this.simulations = simulations;
    this.admin = admin;
  }

  @GET
  @RolesAllowed({Roles.TENANT_KEY_ADMIN, Roles.AUDITOR})
  @Operation(
      summary = "What an act on the policy's customer keys would do",
      description =
          "Reads only. What would follow is decided by the same table that decides real requests; keys that are not acted on are"
              + " taken to answer as they did last.")
  public Uni<SimulationView> simulate(
      @PathParam("tenant") String tenant,
      @PathParam("policy") String policy,
      @Parameter(
              required = true,
              description =
                  "REVOKE (the permission is taken away in the vaults), DISABLE_VERSION (of its keys), ROLL")
          @QueryParam("act")
          @Nullable String act,
      @Parameter(description = "1 or 2: only that key or vault; absent: both") @QueryParam("slot")
          @Nullable String slot) {
    TenantId owner = admin.own(tenant);
    PolicyId id = Arguments.id("policy", policy, PolicyId::parse);
    return simulations
        .run(owner, id, Arguments.choice("act", act, Act.class), slots(slot), admin.request())
        .map(SimulationView::of);
  }

  private static Set<Integer> slots(@Nullable String text) {
    return switch (text) {
      case null -> Set.of(1, 2);
      case "1" -> Set.of(1);
      case "2" -> Set.of(2);
      default -> throw CustomerKeyException.invalid("slot", "is 1 or 2");
    };
  }
}
