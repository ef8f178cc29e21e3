package io.customerkey.dep.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.CacheDrop;
import io.customerkey.dep.policy.PolicyHealth;
import io.customerkey.dep.policy.Verdict;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyResponse;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.MutinyPolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to the peers, and how their answers and refusals are read. */
final class GrpcPeersTest {
  private static final TenantId TENANT = new TenantId(new Id128(0, 1));
  private static final PolicyId POLICY = new PolicyId(new Id128(0, 2));
  private static final AvailabilityKeyId KEY = new AvailabilityKeyId(new Id128(0, 3));
  private static final VerdictId VERDICT = new VerdictId(new Id128(0, 4));
  private static final RequestId REQUEST = new RequestId("order-66");
  private static final Timestamp NOON = Timestamp.newBuilder().setSeconds(43_200).build();
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private final AtomicReference<String> requestId = new AtomicReference<>("");
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void connect() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Vault())
            .addService(new Unwrap())
            .intercept(new RequestIds())
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

  private final class RequestIds implements ServerInterceptor {
    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
      requestId.set(String.valueOf(headers.get(REQUEST_ID)));
      return next.startCall(call, headers);
    }
  }

  private static final class Vault
      extends AvailabilityKeyAdminServiceGrpc.AvailabilityKeyAdminServiceImplBase {
    @Override
    public void createAvailabilityKey(
        CreateAvailabilityKeyRequest request,
        StreamObserver<CreateAvailabilityKeyResponse> answer) {
      if (!request.getAvailabilityKeyId().equals(Protos.bytes(KEY))) {
        answer.onError(
            GrpcFailures.toStatus(
                CustomerKeyException.invalid("availability_key_id", "of another policy")));
        return;
      }
      answer.onNext(CreateAvailabilityKeyResponse.newBuilder().setVersion(3).build());
      answer.onCompleted();
    }
  }

  private static final class Unwrap extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    @Override
    public void getPolicyHealth(
        GetPolicyHealthRequest request, StreamObserver<GetPolicyHealthResponse> answer) {
      answer.onNext(
          GetPolicyHealthResponse.newBuilder()
              .setHealth(io.customerkey.protocol.unwrap.v1.PolicyHealth.POLICY_HEALTH_DENIED)
              .setSince(NOON)
              .setEpoch(7)
              .setDarkBoundMillis(60_000)
              .setVerdictId(Protos.bytes(VERDICT))
              .addLastAttempts(evidence())
              .build());
      answer.onCompleted();
    }

    @Override
    public void getVerdict(GetVerdictRequest request, StreamObserver<GetVerdictResponse> answer) {
      GetVerdictResponse.Builder verdict =
          GetVerdictResponse.newBuilder()
              .setPurpose(Purpose.PURPOSE_USER_READ)
              .setDecision("refused")
              .addAttempts(evidence());
      if (request.getVerdictId().equals(Protos.bytes(VERDICT))) {
        verdict.setPolicyId(Protos.bytes(POLICY)).setGenerationId(Protos.bytes(POLICY));
      }
      answer.onNext(verdict.build());
      answer.onCompleted();
    }

    @Override
    public void dropCaches(DropCachesRequest request, StreamObserver<DropCachesResponse> answer) {
      answer.onNext(
          DropCachesResponse.newBuilder()
              .setInstances(request.getWaitMillis())
              .setAcknowledged(2)
              .setOtherLeasesEnd(NOON)
              .setEpoch(8)
              .build());
      answer.onCompleted();
    }

    private static VaultEvidence evidence() {
      return VaultEvidence.newBuilder()
          .setAttemptId(ByteString.copyFrom(new byte[16]))
          .setOutcome(VaultOutcome.VAULT_OUTCOME_DENIED)
          .setReason("key_disabled")
          .setHttpStatus(403)
          .setStarted(NOON)
          .build();
    }
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(10));
  }

  private GrpcAvailabilityKeys vault() {
    return new GrpcAvailabilityKeys(MutinyAvailabilityKeyAdminServiceGrpc.newMutinyStub(channel));
  }

  private GrpcPolicyInsight insight() {
    return new GrpcPolicyInsight(MutinyPolicyKeyServiceGrpc.newMutinyStub(channel));
  }

  @Test
  void sendsTheRequestIdOn() {
    assertThat(await(vault().create(TENANT, POLICY, KEY, REQUEST))).isEqualTo(3);
    assertThat(requestId).hasValue("order-66");
  }

  @Test
  void readsARefusalAsItWasMeant() {
    AvailabilityKeyId other = new AvailabilityKeyId(new Id128(9, 9));

    assertThatThrownBy(() -> await(vault().create(TENANT, POLICY, other, REQUEST)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> {
              assertThat(refused.reasonName()).isEqualTo("ARGUMENT_INVALID");
              assertThat(refused.metadata()).containsEntry("field", "availability_key_id");
            });
  }

  @Test
  void aPeerThatIsNotThereIsADependencyThatDoesNotAnswer() {
    server.shutdownNow();

    assertThatThrownBy(() -> await(vault().create(TENANT, POLICY, KEY, REQUEST)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> {
              assertThat(refused.reasonName()).isEqualTo("DEPENDENCY_UNAVAILABLE");
              assertThat(refused.retryable()).isTrue();
            });
  }

  @Test
  void readsHealthWithItsEvidence() {
    PolicyHealth health = await(insight().health(TENANT, POLICY, REQUEST));

    assertThat(health.state().health()).isEqualTo("DENIED");
    assertThat(health.state().since()).hasValue(Instant.ofEpochSecond(43_200));
    assertThat(health.lastSuccess()).isEmpty();
    assertThat(health.state().verdict()).hasValue(VERDICT);
    assertThat(health.lastAttempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.outcome()).isEqualTo("DENIED");
          assertThat(attempt.ended()).isEmpty();
        });
  }

  @Test
  void readsAVerdict() {
    Verdict verdict = await(insight().verdict(TENANT, VERDICT, REQUEST));

    assertThat(verdict.policy()).isEqualTo(POLICY);
    assertThat(verdict.purpose()).isEqualTo("USER_READ");
    assertThat(verdict.decided()).isEmpty();
  }

  @Test
  void aVerdictWithoutItsPolicyIsAFaultOfThePeer() {
    VerdictId other = new VerdictId(new Id128(8, 8));

    assertThatThrownBy(() -> await(insight().verdict(TENANT, other, REQUEST)))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.reasonName()).isEqualTo("INTERNAL"));
  }

  @Test
  void tellsHowLongToWaitForAcknowledgements() {
    CacheDrop drop = await(insight().dropCaches(TENANT, POLICY, Duration.ofMillis(250), REQUEST));

    assertThat(drop.instances()).isEqualTo(250);
    assertThat(drop.otherLeasesEnd()).hasValue(Instant.ofEpochSecond(43_200));
  }
}
