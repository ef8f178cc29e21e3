package io.customerkey.dep.peer;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.HealthChange;
import io.customerkey.dep.policy.HealthHistory;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.ListHealthChangesRequest;
import io.customerkey.protocol.unwrap.v1.ListPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc.MutinyPolicyKeyServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Recorded states, over gRPC. */
@ApplicationScoped
final class GrpcHealthHistory implements HealthHistory {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final MutinyPolicyKeyServiceStub stub;

  GrpcHealthHistory(@GrpcClient("key-unwrap-service") MutinyPolicyKeyServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<Map<PolicyId, PolicyHealth.State>> states(
      TenantId tenant, List<PolicyId> policies, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .listPolicyHealth(
                    ListPolicyHealthRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .addAllPolicyIds(policies.stream().map(Protos::bytes).toList())
                        .build()))
        .map(response ->
            response.getPoliciesList().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        message -> PolicyId.of(message.getPolicyId().toByteArray()),
                        HealthMessages::state)));
  }

  @Override
  public Uni<List<HealthChange>> changes(
      TenantId tenant, PolicyId policy, long before, int limit, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .listHealthChanges(
                    ListHealthChangesRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .setBefore(before)
                        .setLimit(limit)
                        .build()))
        .map(response -> response.getChangesList().stream().map(HealthMessages::change).toList());
  }
}
