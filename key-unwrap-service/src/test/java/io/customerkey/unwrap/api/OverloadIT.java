package io.customerkey.unwrap.api;

import static io.customerkey.unwrap.api.KeyUnwrapIT.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Too much at once, too late, and for what is no more. */
@QuarkusTest
@TestProfile(OverloadIT.FewMayWait.class)
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class OverloadIT {
  private static final int MAY_WAIT = 3;
  private static final int CALLS = 10;

  /** So that what is cached serves for long without a probe. */
  private static final Duration SELDOM = Duration.ofSeconds(40);

  /** Three calls for one policy, and a spool with no room for the end of any attempt. */
  public static final class FewMayWait implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "customerkey.load.waiting-per-policy",
          Integer.toString(MAY_WAIT),
          "customerkey.spool.limit",
          "16K");
    }
  }

  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private List<String> vaults;
  private Tenancy policy;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    vaults = Tenancy.vaults(TestStack.shared(), "busy");
    policy = Tenancy.fresh(parties, vaults, clock.instant()).probedEvery(SELDOM).proven();
  }

  @AfterEach
  void part() throws Exception {
    StackDatabase.open();
    vaults.forEach(vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));
    parties.close();
  }

  @Test
  void refusesWhoWouldWaitTooManyBehindAStalledVaultAndServesAllOthers() throws Exception {
    Tenancy other =
        Tenancy.fresh(parties, Tenancy.vaults(TestStack.shared(), "healthy"), clock.instant())
            .proven();
    GenerateKeysRequest request = other.generate(1).build();
    vaults.forEach(vault ->
        TestStack.shared()
            .admin()
            .post("/v1/vaults/" + vault + "/faults", new JsonObject().put("kind", "stall")));

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<CustomerKeyException>>> calls =
          IntStream.range(0, CALLS).mapToObj(call -> callers.submit(this::call)).toList();
      assertThat(generate(other, request).getKeys()).isNotEqualTo(ByteString.EMPTY);
      List<CustomerKeyException> refusals = new ArrayList<>();
      for (Future<Optional<CustomerKeyException>> call : calls) {
        call.get(30, TimeUnit.SECONDS).ifPresent(refusals::add);
      }
      assertThat(refusals)
          .hasSize(CALLS - MAY_WAIT)
          .allSatisfy(refusal -> {
            assertThat(refusal.reasonName()).isEqualTo("OVERLOADED");
            assertThat(refusal.retryAfter()).isPresent();
          });
    }
  }

  /** What the call is refused with, if it is; those who wait are served by the availability key. */
  private Optional<CustomerKeyException> call() {
    try {
      generate(policy, policy.generate(1).build());
      return Optional.empty();
    } catch (StatusRuntimeException refused) {
      return Optional.of(GrpcFailures.fromThrowable(refused));
    }
  }

  @Test
  void asksNoVaultForACallerWhoWaitsNoLonger() throws SQLException {
    SignedStatement newer = policy.record(2);

    try (Connection connection = StackDatabase.connect()) {
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement()) {
        lock.execute("LOCK TABLE policy_record IN ACCESS EXCLUSIVE MODE");
      }
      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  parties
                      .workload(policy.tenant.toString(), "USER_WRITE")
                      .withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                      .generateKeys(policy.generate(1).setRecord(newer).build()));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      connection.rollback();
      connection.setAutoCommit(true);
    }

    TestEventually.isTrue(
        () -> count("SELECT counter FROM policy_record WHERE policy_id = ?") == 2);
    Awaitility.await()
        .during(Duration.ofMillis(300))
        .until(() ->
            count(
                    "SELECT count(*) FROM vault_attempt"
                        + " WHERE purpose IS NOT NULL AND policy_id = ?")
                == 0);
  }

  @Test
  void refusesKeysThatAreNotInMemoryWhileTheSpoolIsFullAndServesTheOthers() throws Exception {
    GenerateKeysRequest request = policy.generate(1).build();
    GenerateKeysResponse made = generate(policy, request);
    Tenancy cold = Tenancy.fresh(parties, vaults, clock.instant()).proven();

    StackDatabase.shut();

    CustomerKeyException full =
        GrpcFailures.fromThrowable(
            catchThrowableOfType(
                StatusRuntimeException.class, () -> generate(cold, cold.generate(1).build())));
    assertThat(full.reasonName()).isEqualTo("DEPENDENCY_UNAVAILABLE");
    assertThat(full.metadata()).containsEntry("cause", "spool_full");
    assertThat(full.retryAfter()).isPresent();
    assertThat(unwrap(Tenancy.entries(request.getEntries(), made)).getKeys())
        .isEqualTo(made.getKeys());
    StackDatabase.open();
    TestEventually.get(() -> generate(cold, cold.generate(1).build()), answer -> true);
  }

  @Test
  void refusesAPolicyThatIsPurged() {
    GenerateKeysRequest request = policy.generate(1).build();
    GenerateKeysResponse made = generate(policy, request);

    parties
        .dep()
        .provePolicyRecord(
            ProvePolicyRecordRequest.newBuilder()
                .setRecord(policy.record(2))
                .setSettings(policy.settings(2, PolicyState.POLICY_STATE_PURGED))
                .build());

    refused("POLICY_PURGED", () -> unwrap(Tenancy.entries(request.getEntries(), made)));
  }

  @Test
  void listsATamperedKeyAndOpensTheOthers() {
    GenerateKeysRequest request = policy.generate(3).build();
    GenerateKeysResponse made = generate(policy, request);
    byte[] entries = Tenancy.entries(request.getEntries(), made).toByteArray();
    entries[92 + 60] ^= 1;

    UnwrapKeysResponse opened = unwrap(ByteString.copyFrom(entries));

    assertThat(opened.getFailuresList())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.getIndex()).isEqualTo(1);
          assertThat(failure.getReason())
              .isEqualTo(FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED);
        });
    assertThat(opened.getKeys().substring(0, 32)).isEqualTo(made.getKeys().substring(0, 32));
    assertThat(opened.getKeys().substring(64)).isEqualTo(made.getKeys().substring(64));
  }

  private GenerateKeysResponse generate(Tenancy whose, GenerateKeysRequest request) {
    return parties.workload(whose.tenant.toString(), "USER_WRITE").generateKeys(request);
  }

  private UnwrapKeysResponse unwrap(ByteString entries) {
    return parties
        .workload(policy.tenant.toString(), "USER_READ")
        .unwrapKeys(policy.unwrap(entries, Purpose.PURPOSE_USER_READ).build());
  }

  private long count(String query) throws SQLException {
    try (Connection connection = StackDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, policy.policy.toUuid());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
