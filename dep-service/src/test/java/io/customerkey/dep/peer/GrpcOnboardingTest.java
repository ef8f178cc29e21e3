package io.customerkey.dep.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.KeyInspection.Look;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.simulation.DenialForesight.Effect;
import io.customerkey.dep.simulation.DenialForesight.Foreseen;
import io.customerkey.dep.simulation.DenialForesight.Holder;
import io.customerkey.dep.simulation.DenialForesight.Use;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.unwrap.v1.KeyCheck;
import io.customerkey.protocol.unwrap.v1.KeyCheckResult;
import io.customerkey.protocol.unwrap.v1.KeyHolder;
import io.customerkey.protocol.unwrap.v1.MutinyOnboardingServiceGrpc;
import io.customerkey.protocol.unwrap.v1.MutinyOnboardingServiceGrpc.MutinyOnboardingServiceStub;
import io.customerkey.protocol.unwrap.v1.OnboardingServiceGrpc;
import io.customerkey.protocol.unwrap.v1.SimulateDenialRequest;
import io.customerkey.protocol.unwrap.v1.SimulateDenialResponse;
import io.customerkey.protocol.unwrap.v1.SimulatedPolicy;
import io.customerkey.protocol.unwrap.v1.SimulatedPurpose;
import io.customerkey.protocol.unwrap.v1.ValidateKeysRequest;
import io.customerkey.protocol.unwrap.v1.ValidateKeysResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of key-unwrap-service about keys, and how it is read. */
final class GrpcOnboardingTest {
  private static final TenantId TENANT = new TenantId(new Id128(0, 1));
  private static final PolicyId POLICY = new PolicyId(new Id128(0, 2));
  private static final RequestId REQUEST = new RequestId("order-67");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicReference<ValidateKeysRequest> validated = new AtomicReference<>();
  private final AtomicReference<SimulateDenialRequest> simulated = new AtomicReference<>();
  private Server server;
  private ManagedChannel channel;
  private MutinyOnboardingServiceStub stub;

  @BeforeEach
  void connect() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Unwrap())
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
            .build();
    stub = MutinyOnboardingServiceGrpc.newMutinyStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void asksForTheProfileAndReadsEveryCheck() {
    Look look =
        new Look(
            new ValidationId(new Id128(0, 3)),
            TENANT,
            new DirectoryId(new Id128(0, 4)),
            new KeyPair(List.of(new KeyUri("https://a/keys/k"), new KeyUri("https://b/keys/k"))),
            Profile.STRICT);

    List<Check> checks =
        new GrpcKeyInspection(stub).inspect(look, REQUEST).await().atMost(PATIENCE);

    assertThat(validated.get().getStrict()).isTrue();
    assertThat(validated.get().getKeyIdsList())
        .containsExactly("https://a/keys/k", "https://b/keys/k");
    assertThat(validated.get().getDirectoryId()).isEqualTo(new Id128(0, 4).toString());
    assertThat(checks)
        .containsExactly(
            new Check("key_size", 1, Check.Result.FAILED, "1024 bits", "another key"),
            new Check("two_vaults", 0, Check.Result.UNKNOWN, "", ""));
  }

  @Test
  void asksForTheSlotsAndReadsWhatWouldFollow() {
    Foreseen foreseen =
        new GrpcDenialForesight(stub)
            .of(TENANT, Map.of(POLICY, Set.of(2)), REQUEST)
            .await()
            .atMost(PATIENCE);

    assertThat(simulated.get().getPolicies(0).getSlotsList()).containsExactly(2);
    assertThat(foreseen.policies())
        .containsExactly(
            Map.entry(
                POLICY,
                new Effect(
                    Duration.ofSeconds(58),
                    List.of(new Use("USER_READ", "refused", "BOTH_DENIED")))));
    assertThat(foreseen.holders()).containsExactly(new Holder("exchange-encryptor", true));
    assertThat(foreseen.leasesEnd()).isEmpty();
  }

  private final class Unwrap extends OnboardingServiceGrpc.OnboardingServiceImplBase {
    @Override
    public void validateKeys(
        ValidateKeysRequest request, StreamObserver<ValidateKeysResponse> answer) {
      validated.set(request);
      answer.onNext(
          ValidateKeysResponse.newBuilder()
              .addChecks(
                  KeyCheck.newBuilder()
                      .setId("key_size")
                      .setSlot(1)
                      .setResult(KeyCheckResult.KEY_CHECK_RESULT_FAILED)
                      .setObserved("1024 bits")
                      .setAdvice("another key"))
              .addChecks(KeyCheck.newBuilder().setId("two_vaults"))
              .build());
      answer.onCompleted();
    }

    @Override
    public void simulateDenial(
        SimulateDenialRequest request, StreamObserver<SimulateDenialResponse> answer) {
      simulated.set(request);
      answer.onNext(
          SimulateDenialResponse.newBuilder()
              .addPolicies(
                  SimulatedPolicy.newBuilder()
                      .setPolicyId(Protos.bytes(POLICY))
                      .setDarkBoundMillis(58_000)
                      .addPurposes(
                          SimulatedPurpose.newBuilder()
                              .setPurpose(Purpose.PURPOSE_USER_READ)
                              .setDecision("refused")
                              .setRule("BOTH_DENIED")))
              .addHolders(KeyHolder.newBuilder().setService("exchange-encryptor").setAttached(true))
              .build());
      answer.onCompleted();
    }
  }
}
