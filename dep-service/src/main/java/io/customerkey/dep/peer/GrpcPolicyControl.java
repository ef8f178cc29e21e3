package io.customerkey.dep.peer;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyCheck;
import io.customerkey.dep.policy.PolicyControl;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyAdminServiceGrpc.MutinyAvailabilityKeyAdminServiceStub;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc.MutinyPolicyKeyServiceStub;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.servicekit.statement.Statements;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What must happen at once at key-unwrap-service and availability-key-vault, over gRPC. */
@ApplicationScoped
final class GrpcPolicyControl implements PolicyControl {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final MutinyPolicyKeyServiceStub unwrap;
  private final MutinyAvailabilityKeyAdminServiceStub availability;

  GrpcPolicyControl(
      @GrpcClient("key-unwrap-service") MutinyPolicyKeyServiceStub unwrap,
      @GrpcClient("availability-key-vault") MutinyAvailabilityKeyAdminServiceStub availability) {
    this.unwrap = unwrap;
    this.availability = availability;
  }

  @Override
  public Uni<PolicyCheck> check(
      TenantId tenant, PolicyId policy, Duration wait, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(unwrap, request, DEADLINE.plus(wait))
                .checkPolicyNow(
                    CheckPolicyNowRequest.newBuilder()
                        .setTenantId(Protos.bytes(tenant))
                        .setPolicyId(Protos.bytes(policy))
                        .setWaitMillis(Math.toIntExact(wait.toMillis()))
                        .build()))
        .map(GrpcPolicyControl::check);
  }

  private static PolicyCheck check(CheckPolicyNowResponse response) {
    return new PolicyCheck(
        Protos.name(response.getResult(), "CHECK_RESULT_"),
        response.getRounds(),
        response.getLastAttemptsList().stream().map(Protos::attempt).toList(),
        Protos.instant(response.hasDeniedSince(), response.getDeniedSince()),
        response.hasDrop() ? Optional.of(Protos.drop(response.getDrop())) : Optional.empty());
  }

  @Override
  public Uni<Optional<CacheDrop>> settle(
      SignedStatement settings, Duration wait, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(unwrap, request, DEADLINE.plus(wait))
                .setPolicySettings(
                    SetPolicySettingsRequest.newBuilder()
                        .setSettings(Statements.toProto(settings))
                        .setWaitMillis(Math.toIntExact(wait.toMillis()))
                        .build()))
        .map(response ->
            response.hasDrop() ? Optional.of(Protos.drop(response.getDrop())) : Optional.empty());
  }

  @Override
  public Uni<Void> settleAvailability(SignedStatement settings, RequestId request) {
    return PeerCalls.answer(
            PeerCalls.prepare(availability, request, DEADLINE)
                .setPolicySettings(
                    io.customerkey.protocol.availability.v1.SetPolicySettingsRequest.newBuilder()
                        .setSettings(Statements.toProto(settings))
                        .build()))
        .replaceWithVoid();
  }
}
