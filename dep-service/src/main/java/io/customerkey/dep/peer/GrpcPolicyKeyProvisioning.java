package io.customerkey.dep.peer;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicyKey.Pinned;
import io.customerkey.dep.statement.CustomerKeyCopy;
import io.customerkey.dep.workflow.ClaimedCreation;
import io.customerkey.dep.workflow.PolicyKeyProvisioning;
import io.customerkey.dep.workflow.ProvisionedKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc.MutinyPolicyKeyServiceStub;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.customerkey.protocol.unwrap.v1.ProvisionedCopy;
import io.customerkey.servicekit.statement.Statements;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The part of key-unwrap-service that makes and proves policy keys, over gRPC. */
@ApplicationScoped
final class GrpcPolicyKeyProvisioning implements PolicyKeyProvisioning {
  /** Longer than both vaults' deadlines with their logins, shorter than a claim. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final int AVAILABILITY_COPY = 72;
  private static final int CHECK_VALUE = 16;
  private static final int SHA256 = 32;

  private final MutinyPolicyKeyServiceStub stub;

  GrpcPolicyKeyProvisioning(@GrpcClient("key-unwrap-service") MutinyPolicyKeyServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<ProvisionedKey> provision(
      ClaimedCreation creation, int availabilityKeyVersion, AttemptId attempt) {
    PolicyDraft draft = creation.policy().draft();
    ProvisionPolicyKeyRequest.Builder request =
        ProvisionPolicyKeyRequest.newBuilder()
            .setAttemptId(Protos.bytes(attempt))
            .setTenantId(Protos.bytes(draft.tenant()))
            .setDirectoryId(creation.directory().toString())
            .setWorkload(Workload.forNumber(draft.workload().number()))
            .setPolicyId(Protos.bytes(draft.id()))
            .setGenerationId(Protos.bytes(creation.policy().generation()))
            .setAvailabilityKeyId(Protos.bytes(creation.availabilityKey()))
            .setAvailabilityKeyVersion(availabilityKeyVersion)
            .setProviderManaged(creation.policy().providerManaged());
    draft.keys().forEach(key -> request.addKeyIds(key.value()));
    return PeerCalls.answer(
            PeerCalls.prepare(stub, creation.request(), DEADLINE)
                .provisionPolicyKey(request.build()))
        .map(GrpcPolicyKeyProvisioning::provisioned);
  }

  @Override
  public Uni<Void> prove(SignedStatement record, SignedStatement settings, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .provePolicyRecord(
                    ProvePolicyRecordRequest.newBuilder()
                        .setRecord(Statements.toProto(record))
                        .setSettings(Statements.toProto(settings))
                        .build()))
        .replaceWithVoid();
  }

  private static ProvisionedKey provisioned(ProvisionPolicyKeyResponse response) {
    if (response.getCustomerKeysCount() != PolicyDraft.KEYS
        || response.getAvailabilityCopy().size() != AVAILABILITY_COPY
        || response.getCheckValue().size() != CHECK_VALUE) {
      throw malformed();
    }
    return new ProvisionedKey(
        response.getCustomerKeysList().stream().map(GrpcPolicyKeyProvisioning::copy).toList(),
        Protos.bytes(response.getAvailabilityCopy()),
        Protos.bytes(response.getCheckValue()));
  }

  private static CustomerKeyCopy copy(ProvisionedCopy copy) {
    if (copy.getPublicKeySha256().size() != SHA256
        || copy.getWrappedCopy().size() * Byte.SIZE != copy.getKeyBits()) {
      throw malformed();
    }
    return new CustomerKeyCopy(
        new Pinned(
            copy.getKeyId(),
            copy.getAlgorithm(),
            copy.getKeyBits(),
            Protos.bytes(copy.getPublicKeySha256())),
        Protos.bytes(copy.getWrappedCopy()));
  }

  private static CustomerKeyException malformed() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_INTERNAL, "key-unwrap-service answered malformed copies");
  }
}
