package io.customerkey.dep.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Brake;
import io.customerkey.dep.policy.Brakes;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyCheck;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.unwrap.v1.BrakeRuling;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.CheckResult;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.ListBrakesRequest;
import io.customerkey.protocol.unwrap.v1.ListBrakesResponse;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeRequest;
import io.customerkey.protocol.unwrap.v1.RuleOnBrakeResponse;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire when a policy's keys are to be stopped, checked or ruled on. */
final class GrpcControlTest {
  private static final TenantId TENANT = new TenantId(new Id128(0, 1));
  private static final PolicyId POLICY = new PolicyId(new Id128(0, 2));
  private static final RequestId REQUEST = new RequestId("order-66");
  private static final Timestamp NOON = Timestamp.newBuilder().setSeconds(43_200).build();
  private static final Instant TWELVE = Instant.ofEpochSecond(43_200);
  private static final SignedStatement SETTINGS =
      new SignedStatement(
          StatementType.POLICY_SETTINGS, Bytes.takeOwnershipOf(new byte[] {7}), List.of());

  private final AtomicReference<ByteString> toldAvailability =
      new AtomicReference<>(ByteString.EMPTY);
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void connect() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Unwrap())
            .addService(new Vault())
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private static final class Unwrap extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    @Override
    public void checkPolicyNow(
        CheckPolicyNowRequest request, StreamObserver<CheckPolicyNowResponse> answer) {
      boolean whole =
          request.getTenantId().equals(Protos.bytes(TENANT))
              && request.getPolicyId().equals(Protos.bytes(POLICY));
      answer.onNext(
          CheckPolicyNowResponse.newBuilder()
              .setResult(
                  whole ? CheckResult.CHECK_RESULT_DENIED : CheckResult.CHECK_RESULT_UNSPECIFIED)
              .setRounds(request.getWaitMillis())
              .setDeniedSince(NOON)
              .setDrop(dropped(3))
              .build());
      answer.onCompleted();
    }

    @Override
    public void setPolicySettings(
        SetPolicySettingsRequest request, StreamObserver<SetPolicySettingsResponse> answer) {
      answer.onNext(
          SetPolicySettingsResponse.newBuilder()
              .setDrop(dropped(request.getSettings().getPayload().byteAt(0)))
              .build());
      answer.onCompleted();
    }

    private static DropCachesResponse dropped(int instances) {
      return DropCachesResponse.newBuilder()
          .setInstances(instances)
          .setAcknowledged(2)
          .setOtherLeasesEnd(NOON)
          .setEpoch(8)
          .build();
    }

    @Override
    public void listBrakes(ListBrakesRequest request, StreamObserver<ListBrakesResponse> answer) {
      answer.onNext(ListBrakesResponse.newBuilder().addBrakes(brake().setOn(true)).build());
      answer.onCompleted();
    }

    @Override
    public void ruleOnBrake(
        RuleOnBrakeRequest request, StreamObserver<RuleOnBrakeResponse> answer) {
      answer.onNext(
          RuleOnBrakeResponse.newBuilder()
              .setBrake(
                  brake()
                      .setCause(request.getCause())
                      .setRuling(request.getRuling())
                      .setRuledBy(request.getOperator())
                      .setRuledUntil(NOON))
              .build());
      answer.onCompleted();
    }

    private static io.customerkey.protocol.unwrap.v1.Brake.Builder brake() {
      return io.customerkey.protocol.unwrap.v1.Brake.newBuilder()
          .setCause("key_disabled")
          .setEngaged(NOON)
          .setUntil(NOON)
          .setTenants(6)
          .setHeldPolicies(7)
          .setRuling(BrakeRuling.BRAKE_RULING_UNSPECIFIED);
    }
  }

  private final class Vault
      extends AvailabilityKeyAdminServiceGrpc.AvailabilityKeyAdminServiceImplBase {
    @Override
    public void setPolicySettings(
        io.customerkey.protocol.availability.v1.SetPolicySettingsRequest request,
        StreamObserver<io.customerkey.protocol.availability.v1.SetPolicySettingsResponse> answer) {
      toldAvailability.set(request.getSettings().getPayload());
      answer.onNext(
          io.customerkey.protocol.availability.v1.SetPolicySettingsResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  @Test
  void readsWhatACheckFound() {
    PolicyCheck check = await(control().check(TENANT, POLICY, Duration.ofMillis(250), REQUEST));

    assertThat(check)
        .isEqualTo(
            new PolicyCheck("DENIED", 250, List.of(), Optional.of(TWELVE), Optional.of(drop(3))));
  }

  @Test
  void tellsBothServicesTheSignedBytes() {
    assertThat(await(control().settle(SETTINGS, Duration.ofSeconds(1), REQUEST))).hasValue(drop(7));

    await(control().settleAvailability(SETTINGS, REQUEST));
    assertThat(toldAvailability).hasValue(ByteString.copyFrom(new byte[] {7}));
  }

  @Test
  void readsBrakes() {
    assertThat(await(brakes().list(REQUEST)))
        .containsExactly(
            new Brake(
                "key_disabled",
                true,
                Optional.of(TWELVE),
                Optional.of(TWELVE),
                6,
                7,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void saysWhoRuledAndHow() {
    Brake ruled =
        await(brakes().rule("network_rule", Brakes.Ruling.CONFIRMED, new Actor("olga", REQUEST)));

    assertThat(ruled.cause()).isEqualTo("network_rule");
    assertThat(ruled.ruling()).hasValue("CONFIRMED");
    assertThat(ruled.ruledBy()).hasValue("olga");
    assertThat(ruled.ruledUntil()).hasValue(TWELVE);
    assertThat(ruled.until()).isEmpty();
  }

  private static CacheDrop drop(int instances) {
    return new CacheDrop(instances, 2, Optional.of(TWELVE), 8);
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(10));
  }

  private GrpcPolicyControl control() {
    return new GrpcPolicyControl(
        MutinyPolicyKeyServiceGrpc.newMutinyStub(channel),
        MutinyAvailabilityKeyAdminServiceGrpc.newMutinyStub(channel));
  }

  private GrpcBrakes brakes() {
    return new GrpcBrakes(MutinyPolicyKeyServiceGrpc.newMutinyStub(channel));
  }
}
