package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.DeniedKeys;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.KeyCheck;
import io.customerkey.protocol.unwrap.v1.KeyCheckResult;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.SimulateDenialRequest;
import io.customerkey.protocol.unwrap.v1.SimulateDenialResponse;
import io.customerkey.protocol.unwrap.v1.SimulatedPurpose;
import io.customerkey.protocol.unwrap.v1.ValidateKeysRequest;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are looked at through the genuine SDK, and nothing changes by it. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class OnboardingIT {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final String DIRECTORY = "directory";
  private static final String VAULTS = "/v1/vaults/";

  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private List<String> vaults;
  private Tenancy tenancy;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    vaults = Tenancy.vaults(TestStack.shared(), "looked-at");
    tenancy = Tenancy.fresh(parties, vaults, clock.instant());
  }

  @AfterEach
  void part() {
    permit(vaults.get(0), "get", "wrapKey", "unwrapKey");
    vaults.forEach(vault -> parties.stack().admin().delete(VAULTS + vault + "/faults"));
    parties.stack().admin().patch(VAULTS + vaults.get(0), level("Recoverable+Purgeable"));
    parties.close();
  }

  @Test
  void passesTwoKeysThatAreAsTheyMustBeAndClaimsNeither() {
    Map<String, KeyCheck> checks = validate(tenancy.keyIds, false);

    assertThat(checks).hasSize(25);
    assertThat(checks.values())
        .allSatisfy(check ->
            assertThat(check.getResult()).isEqualTo(KeyCheckResult.KEY_CHECK_RESULT_PASSED));
    assertThat(at(checks, "key_size.1").getObserved()).isEqualTo("2048 bits");
    assertThat(at(checks, "permission_unwrap_key.2").getObserved()).isEqualTo("works");
    assertThat(at(checks, "key_claim.1").getObserved()).isEqualTo("nobody yet");
    assertThat(at(validate(tenancy.keyIds, false), "key_claim.1").getObserved())
        .isEqualTo("nobody yet");
  }

  @Test
  void tellsEachPermissionApart() {
    permit(vaults.get(0), "get", "wrapKey");
    assertThat(failed(validate(tenancy.keyIds, false))).containsExactly("permission_unwrap_key.1");

    permit(vaults.get(0), "get", "unwrapKey");
    Map<String, KeyCheck> checks = validate(tenancy.keyIds, false);
    assertThat(failed(checks)).containsExactly("permission_wrap_key.1");
    assertThat(at(checks, "permission_unwrap_key.1").getResult())
        .isEqualTo(KeyCheckResult.KEY_CHECK_RESULT_UNKNOWN);

    permit(vaults.get(0), "wrapKey", "unwrapKey");
    checks = validate(tenancy.keyIds, false);
    assertThat(failed(checks)).containsExactly("permission_get.1");
    assertThat(at(checks, "permission_get.1").getObserved())
        .startsWith("permission_removed (403) Forbidden");
    assertThat(at(checks, "permission_unwrap_key.1").getResult())
        .isEqualTo(KeyCheckResult.KEY_CHECK_RESULT_PASSED);
    assertThat(at(checks, "owner_tag.1").getResult())
        .isEqualTo(KeyCheckResult.KEY_CHECK_RESULT_UNKNOWN);
  }

  @Test
  void itemisesEverythingThatIsWrongWithAKey() {
    parties
        .stack()
        .admin()
        .patch(
            VAULTS + vaults.get(0) + "/keys/" + tenancy.keyNames.get(0),
            new JsonObject()
                .put("enabled", false)
                .put("expires", "2031-01-01T00:00:00Z")
                .put("tags", new JsonObject().put("customerkey-tenant", "someone")));
    parties.stack().admin().patch(VAULTS + vaults.get(0), level("Purgeable"));

    Map<String, KeyCheck> checks = validate(tenancy.keyIds, false);

    assertThat(failed(checks))
        .containsExactly(
            "key_enabled.1",
            "key_expiry.1",
            "owner_tag.1",
            "permission_wrap_key.1",
            "recovery_level.1");
    assertThat(at(checks, "key_expiry.1").getObserved()).isEqualTo("2031-01-01T00:00:00Z");
    assertThat(checks.values())
        .filteredOn(check -> check.getResult() == KeyCheckResult.KEY_CHECK_RESULT_FAILED)
        .allSatisfy(check -> assertThat(check.getAdvice()).isNotEmpty());
  }

  @Test
  void theStrictProfileDemandsAProtectedSubscription() {
    parties
        .stack()
        .admin()
        .patch(VAULTS + vaults.get(0), level("Recoverable+ProtectedSubscription"));

    assertThat(failed(validate(tenancy.keyIds, true))).containsExactly("recovery_level.2");
  }

  @Test
  void tellsAVaultOfAnotherDirectoryFromOneThatDoesNotAnswer() {
    fault(vaults.get(0), new JsonObject().put("kind", "moved").put(DIRECTORY, uuid()));
    fault(vaults.get(1), new JsonObject().put("kind", "reset"));

    Map<String, KeyCheck> checks = validate(tenancy.keyIds, false);

    assertThat(failed(checks)).contains("directory.1").noneMatch(id -> id.endsWith(".2"));
    assertThat(at(checks, "directory.1").getObserved()).startsWith("vault_moved (401)");
    assertThat(at(checks, "permission_get.2").getObserved()).isEqualTo("unreachable");
  }

  @Test
  void seesTwoKeysOfOneVaultAndAKeyOfAnotherTenant() {
    String second = parties.stack().createKey(vaults.get(0), "second", tenancy.tenant.toString());
    Tenancy other = Tenancy.fresh(parties, vaults, clock.instant()).proven();

    Map<String, KeyCheck> checks = validate(List.of(other.keyIds.get(0), second), false);

    assertThat(failed(checks)).containsExactly("key_claim.1", "owner_tag.1", "two_vaults.0");
  }

  @Test
  void refusesWhatIsNoKeyNamingIt() {
    CustomerKeyException refusal =
        GrpcFailures.fromThrowable(
            catchThrowableOfType(
                StatusRuntimeException.class,
                () ->
                    validate(
                        List.of(tenancy.keyIds.get(0), "https://evil.example/keys/k"), false)));

    assertThat(refusal.reasonName()).isEqualTo("ARGUMENT_INVALID");
    assertThat(refusal.metadata()).containsEntry("field", "keys[1]");
  }

  @Test
  void lookingAtADisabledKeyTeachesNoVerdict() {
    tenancy.proven();
    tenancy.enableKeys(false);
    for (int i = 0; i < 4; i++) {
      var _ = validate(tenancy.keyIds, false);
    }
    tenancy.enableKeys(true);

    var health =
        TestEventually.get(
            () ->
                parties
                    .dep()
                    .getPolicyHealth(
                        GetPolicyHealthRequest.newBuilder()
                            .setTenantId(Tenancy.bytes(tenancy.tenant))
                            .setPolicyId(Tenancy.bytes(tenancy.policy))
                            .build()),
            known -> known.getHealth() == PolicyHealth.POLICY_HEALTH_HEALTHY);
    assertThat(health.getEpoch()).isZero();
  }

  @Test
  void foreseesByTheDecisionTableWhatADenialWouldDo() {
    tenancy.proven();

    assertThat(decision(simulate(1, 2), Purpose.PURPOSE_USER_READ)).isEqualTo("refused");
    assertThat(decision(simulate(1, 2), Purpose.PURPOSE_SEARCH_INDEX))
        .isEqualTo("availability_key");
    assertThat(decision(simulate(1, 2), Purpose.PURPOSE_REENCRYPTION)).isEqualTo("waits");
    assertThat(decision(simulate(2), Purpose.PURPOSE_USER_READ)).isEqualTo("customer_key");
    assertThat(decision(simulate(), Purpose.PURPOSE_USER_READ)).isEqualTo("customer_key");
    SimulateDenialResponse foreseen = simulate(1, 2);
    assertThat(foreseen.getPolicies(0).getDarkBoundMillis()).isPositive();
    assertThat(foreseen.getHoldersList())
        .anySatisfy(holder -> assertThat(holder.getService()).isEqualTo("key-unwrap-service"));
    assertThat(foreseen.hasLeasesEnd()).isTrue();
  }

  @Test
  void leavesOutPoliciesThatAreNotKnown() {
    assertThat(simulate(1, 2).getPoliciesList()).isEmpty();
  }

  private SimulateDenialResponse simulate(Integer... slots) {
    return TestEventually.get(
        () ->
            parties
                .onboarding()
                .simulateDenial(
                    SimulateDenialRequest.newBuilder()
                        .setTenantId(Tenancy.bytes(tenancy.tenant))
                        .addPolicies(
                            DeniedKeys.newBuilder()
                                .setPolicyId(Tenancy.bytes(tenancy.policy))
                                .addAllSlots(List.of(slots)))
                        .build()),
        foreseen -> foreseen.getHoldersCount() > 0);
  }

  private static String decision(SimulateDenialResponse foreseen, Purpose purpose) {
    return foreseen.getPolicies(0).getPurposesList().stream()
        .filter(each -> each.getPurpose() == purpose)
        .map(SimulatedPurpose::getDecision)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, KeyCheck> validate(List<String> keys, boolean strict) {
    Map<String, KeyCheck> checks = new TreeMap<>();
    parties
        .onboarding()
        .validateKeys(
            ValidateKeysRequest.newBuilder()
                .setValidationId(Tenancy.bytes(Id128.random(RANDOM)))
                .setTenantId(Tenancy.bytes(tenancy.tenant))
                .setDirectoryId(tenancy.provision().getDirectoryId())
                .addAllKeyIds(keys)
                .setStrict(strict)
                .build())
        .getChecksList()
        .forEach(check -> checks.put(check.getId() + "." + check.getSlot(), check));
    return checks;
  }

  private static KeyCheck at(Map<String, KeyCheck> checks, String id) {
    return Objects.requireNonNull(checks.get(id), id);
  }

  private static List<String> failed(Map<String, KeyCheck> checks) {
    return checks.entrySet().stream()
        .filter(each -> each.getValue().getResult() == KeyCheckResult.KEY_CHECK_RESULT_FAILED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void permit(String vault, String... permissions) {
    parties
        .stack()
        .admin()
        .put(
            VAULTS + vault + "/permissions/customer-key",
            new JsonObject().put("permissions", new JsonArray(List.of(permissions))));
  }

  private void fault(String vault, JsonObject fault) {
    parties.stack().admin().post(VAULTS + vault + "/faults", fault);
  }

  private static JsonObject level(String text) {
    return new JsonObject().put("recoveryLevel", text);
  }

  private static String uuid() {
    return Id128.random(RANDOM).toString();
  }
}
