package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.HealthChange;
import io.customerkey.protocol.unwrap.v1.ListHealthChangesRequest;
import io.customerkey.protocol.unwrap.v1.ListPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.VaultCallCount;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state of a policy and its history, as dep-service asks for them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class HealthIT {
  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private Tenancy policy;

  @BeforeEach
  void aHealthyPolicy() {
    parties = new Parties(TestStack.shared(), server.getPort());
    List<String> vaults = Tenancy.vaults(TestStack.shared(), "watched");
    policy = Tenancy.fresh(parties, vaults, clock.instant()).coasting(60_000).proven();
    await(PolicyHealth.POLICY_HEALTH_HEALTHY);
  }

  @AfterEach
  void part() {
    policy.vaults.forEach(
        vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));
    parties.close();
  }

  @Test
  void tellsKeysEvidenceBoundAndWhatTheCallsCost() {
    GetPolicyHealthResponse health =
        TestEventually.get(
            () -> health(),
            found ->
                found.getLastAttemptsCount() == 2
                    && found.getUsage().getCallsList().stream()
                        .anyMatch(calls -> calls.getOperation().equals("probe")));

    assertThat(health.getReason()).isEqualTo("KEYS_OPEN");
    assertThat(health.hasSince()).isTrue();
    assertThat(health.hasUntil()).isFalse();
    assertThat(health.getDarkBoundMillis()).isPositive();
    assertThat(health.getKeysList())
        .allSatisfy(key -> assertThat(key.getKeyBits()).isEqualTo(2048))
        .extracting(key -> key.getKeyId().replaceAll("/[0-9a-f]{32}$", ""))
        .isEqualTo(policy.keyIds.stream().map(id -> id.replaceAll("/[0-9a-f]{32}$", "")).toList());
    assertThat(health.getUsage().getCallsList())
        .extracting(VaultCallCount::getOperation)
        .contains("describe", "wrap", "prove");
    long calls =
        health.getUsage().getCallsList().stream().mapToLong(VaultCallCount::getCalls).sum();
    assertThat(new BigDecimal(health.getUsage().getTotalPrice()))
        .isEqualByComparingTo(new BigDecimal("0.000003").multiply(BigDecimal.valueOf(calls)));
  }

  @Test
  void recordsADenialAndItsEndEachWithItsVerdict() {
    policy.enableKeys(false);
    GetPolicyHealthResponse denied = await(PolicyHealth.POLICY_HEALTH_DENIED);
    policy.enableKeys(true);
    await(PolicyHealth.POLICY_HEALTH_HEALTHY);

    List<HealthChange> changes = changes(0, 100);
    assertThat(changes)
        .extracting(HealthChange::getNumber)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, changes.size())
                .map(number -> changes.size() + 1 - number)
                .boxed()
                .toList());
    for (int i = 0; i + 1 < changes.size(); i++) {
      assertThat(changes.get(i).getFrom()).isEqualTo(changes.get(i + 1).getTo());
      assertThat(changes.get(i).getFrom()).isNotEqualTo(changes.get(i).getTo());
    }
    HealthChange denial =
        changes.stream()
            .filter(change -> change.getTo() == PolicyHealth.POLICY_HEALTH_DENIED)
            .findFirst()
            .orElseThrow();
    assertThat(denial.getReason()).isEqualTo("DENIAL_CONFIRMED");
    assertThat(denial.getDetail()).contains("key_disabled");
    assertThat(denial.getVerdictId()).isEqualTo(denied.getVerdictId());
    assertThat(denied.getDarkBoundMillis()).isZero();
    var verdict =
        parties
            .dep()
            .getVerdict(
                GetVerdictRequest.newBuilder()
                    .setTenantId(Tenancy.bytes(policy.tenant))
                    .setVerdictId(denial.getVerdictId())
                    .build());
    assertThat(verdict.getDecision()).isEqualTo("state_changed");
    assertThat(verdict.getRule()).isEqualTo("DENIAL_CONFIRMED");
    assertThat(verdict.getExplanation()).contains("confirmed");
    assertThat(verdict.getAttemptsList())
        .hasSize(2)
        .extracting(VaultEvidence::getOutcome)
        .containsOnly(VaultOutcome.VAULT_OUTCOME_DENIED);
  }

  @Test
  void pagesThroughTheHistoryByNumber() {
    policy.enableKeys(false);
    await(PolicyHealth.POLICY_HEALTH_DENIED);

    List<HealthChange> newest = changes(0, 1);
    List<HealthChange> before = changes(newest.getFirst().getNumber(), 1);

    assertThat(newest).hasSize(1);
    assertThat(before)
        .singleElement()
        .satisfies(
            change -> assertThat(change.getNumber()).isEqualTo(newest.getFirst().getNumber() - 1));
  }

  @Test
  void coastsThroughAnOutageAndSaysWhenTheAvailabilityKeyServes() {
    GenerateKeysRequest request = policy.generate(1).build();
    var made = parties.workload(policy.tenant.toString(), "USER_WRITE").generateKeys(request);
    policy.vaults.forEach(vault ->
        TestStack.shared()
            .admin()
            .post("/v1/vaults/" + vault + "/faults", new JsonObject().put("kind", "closed-port")));
    GetPolicyHealthResponse coasting = await(PolicyHealth.POLICY_HEALTH_COASTING);
    assertThat(coasting.getUntil().getSeconds())
        .isBetween(clock.instant().getEpochSecond(), clock.instant().getEpochSecond() + 60);

    dropCaches();
    unwrap(Tenancy.entries(request.getEntries(), made));

    assertThat(await(PolicyHealth.POLICY_HEALTH_AVAILABILITY_KEY).getReason())
        .isEqualTo("AVAILABILITY_KEY_USED");
  }

  @Test
  void listsTheStatesOfTheTenantsPoliciesOnly() {
    assertThat(states(policy.tenant))
        .singleElement()
        .satisfies(state -> assertThat(state.getReason()).isEqualTo("KEYS_OPEN"));

    TenantId other = TenantId.random(new SecureRandomSource());
    assertThat(states(other)).isEmpty();
    refuses("NOT_FOUND", "policy_id", () -> parties.dep().getPolicyHealth(request(other)));
    refuses("LIMIT_EXCEEDED", "limit", () -> changes(0, 1_001));
    var unknown =
        GetVerdictRequest.newBuilder()
            .setTenantId(Tenancy.bytes(policy.tenant))
            .setVerdictId(Tenancy.bytes(other))
            .build();
    refuses("NOT_FOUND", "verdict_id", () -> parties.dep().getVerdict(unknown));
  }

  private static void refuses(String reason, String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            thrown -> {
              CustomerKeyException refused = GrpcFailures.fromThrowable(thrown);
              assertThat(refused.reasonName()).isEqualTo(reason);
              assertThat(refused.metadata()).containsEntry("field", field);
            });
  }

  private List<io.customerkey.protocol.unwrap.v1.RecordedHealth> states(TenantId tenant) {
    return parties
        .dep()
        .listPolicyHealth(
            ListPolicyHealthRequest.newBuilder()
                .setTenantId(Tenancy.bytes(tenant))
                .addPolicyIds(Tenancy.bytes(policy.policy))
                .build())
        .getPoliciesList();
  }

  private GetPolicyHealthRequest request(TenantId tenant) {
    return GetPolicyHealthRequest.newBuilder()
        .setTenantId(Tenancy.bytes(tenant))
        .setPolicyId(Tenancy.bytes(policy.policy))
        .build();
  }

  private GetPolicyHealthResponse health() {
    return parties.dep().getPolicyHealth(request(policy.tenant));
  }

  private GetPolicyHealthResponse await(PolicyHealth wanted) {
    return TestEventually.get(() -> health(), found -> found.getHealth() == wanted);
  }

  private List<HealthChange> changes(long before, int limit) {
    return parties
        .dep()
        .listHealthChanges(
            ListHealthChangesRequest.newBuilder()
                .setTenantId(Tenancy.bytes(policy.tenant))
                .setPolicyId(Tenancy.bytes(policy.policy))
                .setBefore(before)
                .setLimit(limit)
                .build())
        .getChangesList();
  }

  private void dropCaches() {
    var drop =
        DropCachesRequest.newBuilder()
            .setTenantId(Tenancy.bytes(policy.tenant))
            .setPolicyId(Tenancy.bytes(policy.policy))
            .setWaitMillis(1_000)
            .build();
    assertThat(parties.dep().dropCaches(drop).getEpoch()).isPositive();
  }

  private void unwrap(ByteString entries) {
    var opened =
        parties
            .workload(policy.tenant.toString(), "USER_READ")
            .unwrapKeys(policy.unwrap(entries, Purpose.PURPOSE_USER_READ).build());
    assertThat(opened.getFailuresList()).isEmpty();
  }
}
