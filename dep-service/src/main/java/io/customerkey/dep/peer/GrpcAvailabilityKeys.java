package io.customerkey.dep.peer;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.workflow.AvailabilityKeys;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyResponse;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyAdminServiceGrpc.MutinyAvailabilityKeyAdminServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** availability-key-vault over gRPC. */
@ApplicationScoped
final class GrpcAvailabilityKeys implements AvailabilityKeys {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final MutinyAvailabilityKeyAdminServiceStub stub;

  GrpcAvailabilityKeys(
      @GrpcClient("availability-key-vault") MutinyAvailabilityKeyAdminServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<Integer> create(
      TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .createAvailabilityKey(
                    CreateAvailabilityKeyRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .setAvailabilityKeyId(Protos.bytes(key))
                        .build()))
        .map(CreateAvailabilityKeyResponse::getVersion);
  }

  @Override
  public Uni<Void> discard(
      TenantId tenant, PolicyId policy, AvailabilityKeyId key, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .discardAvailabilityKey(
                    DiscardAvailabilityKeyRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .setAvailabilityKeyId(Protos.bytes(key))
                        .build()))
        .replaceWithVoid();
  }
}
