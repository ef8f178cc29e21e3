package io.customerkey.dep.peer;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.simulation.DenialForesight;
import io.customerkey.protocol.unwrap.v1.DeniedKeys;
import io.customerkey.protocol.unwrap.v1.MutinyOnboardingServiceGrpc.MutinyOnboardingServiceStub;
import io.customerkey.protocol.unwrap.v1.SimulateDenialRequest;
import io.customerkey.protocol.unwrap.v1.SimulateDenialResponse;
import io.customerkey.protocol.unwrap.v1.SimulatedPolicy;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What key-unwrap-service foresees, over gRPC. */
@ApplicationScoped
final class GrpcDenialForesight implements DenialForesight {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final MutinyOnboardingServiceStub stub;

  GrpcDenialForesight(@GrpcClient("key-unwrap-service") MutinyOnboardingServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<Foreseen> of(TenantId tenant, Map<PolicyId, Set<Integer>> denying, RequestId request) {
    SimulateDenialRequest.Builder asked =
        SimulateDenialRequest.newBuilder().setTenantId(Protos.bytes(tenant));
    denying.forEach((policy, slots) ->
        asked.addPolicies(
            DeniedKeys.newBuilder().setPolicyId(Protos.bytes(policy)).addAllSlots(slots)));
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE).simulateDenial(asked.build()))
        .map(GrpcDenialForesight::foreseen);
  }

  private static Foreseen foreseen(SimulateDenialResponse response) {
    Map<PolicyId, Effect> effects = new LinkedHashMap<>();
    response
        .getPoliciesList()
        .forEach(policy ->
            Protos.id(policy.getPolicyId())
                .ifPresent(id -> effects.put(new PolicyId(id), effect(policy))));
    return new Foreseen(
        Map.copyOf(effects),
        response.getHoldersList().stream()
            .map(holder -> new Holder(holder.getService(), holder.getAttached()))
            .toList(),
        Protos.instant(response.hasLeasesEnd(), response.getLeasesEnd()));
  }

  private static Effect effect(SimulatedPolicy policy) {
    return new Effect(
        Duration.ofMillis(Integer.toUnsignedLong(policy.getDarkBoundMillis())),
        policy.getPurposesList().stream()
            .map(purpose ->
                new Use(
                    Protos.name(purpose.getPurpose(), "PURPOSE_"),
                    purpose.getDecision(),
                    purpose.getRule()))
            .toList());
  }
}
