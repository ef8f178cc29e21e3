package io.customerkey.dep.peer;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.dep.policy.PolicyInsight;
import io.customerkey.dep.policy.Verdict;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc.MutinyPolicyKeyServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What key-unwrap-service knows of customer keys, over gRPC. */
@ApplicationScoped
final class GrpcPolicyInsight implements PolicyInsight {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final MutinyPolicyKeyServiceStub stub;

  GrpcPolicyInsight(@GrpcClient("key-unwrap-service") MutinyPolicyKeyServiceStub stub) {
    this.stub = stub;
  }

  @Override
  public Uni<PolicyHealth> health(TenantId tenant, PolicyId policy, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .getPolicyHealth(
                    GetPolicyHealthRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .build()))
        .map(HealthMessages::health);
  }

  @Override
  public Uni<Verdict> verdict(TenantId tenant, VerdictId verdict, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE)
                .getVerdict(
                    GetVerdictRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setVerdictId(Protos.bytes(verdict))
                        .build()))
        .map(response -> verdict(verdict, response));
  }

  private static Verdict verdict(VerdictId id, GetVerdictResponse response) {
    return new Verdict(
        id,
        new PolicyId(required(response.getPolicyId())),
        new GenerationId(required(response.getGenerationId())),
        Protos.name(response.getPurpose(), "PURPOSE_"),
        response.getDecision(),
        response.getRule(),
        response.getExplanation(),
        Protos.instant(response.hasDecided(), response.getDecided()),
        response.getAttemptsList().stream().map(Protos::attempt).toList());
  }

  private static Id128 required(com.google.protobuf.ByteString id) {
    return Protos.id(id)
        .orElseThrow(() ->
            CustomerKeyException.of(
                FailureReason.FAILURE_REASON_INTERNAL,
                "key-unwrap-service answered a verdict without its policy"));
  }

  @Override
  public Uni<CacheDrop> dropCaches(
      TenantId tenant, PolicyId policy, Duration wait, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(stub, request, DEADLINE.plus(wait))
                .dropCaches(
                    DropCachesRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .setWaitMillis(Math.toIntExact(wait.toMillis()))
                        .build()))
        .map(Protos::drop);
  }
}
