package io.customerkey.unwrap.peer;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyServiceGrpc.MutinyAvailabilityKeyServiceStub;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.availability.v1.SetDenialRequest;
import io.customerkey.protocol.availability.v1.SetDenialResponse;
import io.customerkey.protocol.availability.v1.UnwrapPolicyKeyRequest;
import io.customerkey.protocol.availability.v1.UnwrapPolicyKeyResponse;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyRequest;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.Forwarding;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** availability-key-vault over gRPC with mutual TLS. */
@Singleton
final class GrpcAvailabilityKeys implements AvailabilityKeys {
  private static final long DEADLINE_SECONDS = 5;

  private final MutinyAvailabilityKeyServiceStub stub;

  GrpcAvailabilityKeys(
      @GrpcClient("availability-key-vault") MutinyAvailabilityKeyServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<Bytes> wrap(PolicyRef ref, KeyVersion key, SlotPayload payload, Caller caller) {
    return Uni.createFrom()
        .deferred(() ->
            deadlined(caller)
                .wrapPolicyKey(
                    WrapPolicyKeyRequest.newBuilder()
                        .setTenantId(Protocol.id(ref.tenant()))
                        .setPolicyId(Protocol.id(ref.policy()))
                        .setAvailabilityKeyId(Protocol.id(key.key()))
                        .setVersion(key.version())
                        .setPayload(payload.secret().with(ByteString::copyFrom))
                        .build()))
        .map(response -> Bytes.takeOwnershipOf(response.getWrappedCopy().toByteArray()))
        .onFailure()
        .transform(GrpcAvailabilityKeys::refusal);
  }

  @Override
  public Uni<Void> prove(PolicyRecord record, Caller caller) {
    return Uni.createFrom()
        .deferred(() ->
            deadlined(caller)
                .provePolicyKey(
                    ProvePolicyKeyRequest.newBuilder()
                        .setRecord(Statements.toProto(record.statement()))
                        .build()))
        .replaceWithVoid()
        .onFailure()
        .transform(GrpcAvailabilityKeys::refusal);
  }

  @Override
  public Uni<PolicyKey> unwrap(AvailabilityRequest request) {
    UnwrapPolicyKeyRequest.Builder message =
        UnwrapPolicyKeyRequest.newBuilder()
            .setRecord(Statements.toProto(request.record().statement()))
            .setPurpose(Protocol.purpose(request.purpose()))
            .setVerdictId(Protocol.id(request.verdict()));
    request.attempts().forEach(answer -> message.addEvidence(Protocol.evidence(answer)));
    request.order().map(Statements::toProto).ifPresent(message::setOrder);
    request.settings().map(Statements::toProto).ifPresent(message::setSettings);
    return Uni.createFrom()
        .deferred(() -> deadlined(request.caller()).unwrapPolicyKey(message.build()))
        .map(GrpcAvailabilityKeys::key)
        .onFailure()
        .transform(GrpcAvailabilityKeys::refusal);
  }

  private static PolicyKey key(UnwrapPolicyKeyResponse response) {
    byte[] bytes = response.getPolicyKey().toByteArray();
    try {
      return PolicyKey.takeOwnershipOf(SecretBytes.copyOf(bytes));
    } catch (CryptoRefusedException wrong) {
      throw RefusedException.of(
          Reason.KEY_MATERIAL_FAULT, "the availability copy opens to something else");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public Uni<Long> setDenial(DenialNotice notice) {
    return Uni.createFrom()
        .deferred(() ->
            deadlined()
                .setDenial(
                    SetDenialRequest.newBuilder()
                        .setTenantId(Protocol.id(notice.ref().tenant()))
                        .setPolicyId(Protocol.id(notice.ref().policy()))
                        .setGenerationId(Protocol.id(notice.ref().generation()))
                        .setDenied(notice.denied())
                        .setSince(Protocol.time(notice.since()))
                        .setEpoch(notice.epoch())
                        .build()))
        .map(SetDenialResponse::getEpoch)
        .onFailure()
        .transform(GrpcAvailabilityKeys::refusal);
  }

  private MutinyAvailabilityKeyServiceStub deadlined(Caller caller) {
    return deadlined().withInterceptors(Forwarding.of(caller));
  }

  private MutinyAvailabilityKeyServiceStub deadlined() {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Its refusals are passed on; everything else means that it cannot be asked. */
  private static Throwable refusal(Throwable failure) {
    if (failure instanceof RefusedException) {
      return failure;
    }
    CustomerKeyException theirs = GrpcFailures.fromThrowable(failure);
    Reason reason =
        Arrays.stream(Reason.values())
            .filter(own -> own.name().equals(theirs.reasonName()))
            .findFirst()
            .orElse(Reason.DEPENDENCY_UNAVAILABLE);
    RefusedException refusal = RefusedException.of(reason, "availability-key-vault refuses");
    for (var detail : theirs.metadata().entrySet()) {
      refusal = refusal.with(detail.getKey(), detail.getValue());
    }
    return refusal;
  }
}
