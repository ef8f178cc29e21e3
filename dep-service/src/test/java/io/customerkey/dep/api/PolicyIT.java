package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.Rest;
import io.customerkey.dep.fake.AvailabilityVaultFake;
import io.customerkey.dep.fake.KeyUnwrapFake;
import io.customerkey.dep.fake.PolicyInsightFake;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as tenant key admins make them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class PolicyIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject KeyUnwrapFake unwrap;
  @Inject AvailabilityVaultFake availability;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  @AfterEach
  void repair() {
    unwrap.vaultsDown(false);
    unwrap.proofsDown(false);
    unwrap.proofsTogether(1);
    unwrap.denied(false);
    availability.down(false);
    availability.holdingOn(false);
  }

  @Test
  void createsAndProvesAPolicy() {
    rest.putPolicy(Rest.uuid(), Rest.policyBody())
        .statusCode(201)
        .body("state", equalTo("ACTIVE"))
        .body("workload", equalTo("EXCHANGE"))
        .body("tenantId", equalTo(rest.tenant))
        .body("keys", hasSize(2))
        .body("keys[0].slot", equalTo(1))
        .body("keys[0].requested", equalTo("https://one.vault.azure.net/keys/ck"))
        .body("keys[0].keyId", equalTo("https://one.vault.azure.net/keys/ck/0a1b2c3d"))
        .body("keys[1].bits", equalTo(2048))
        .body("dataEncryptionPolicyId", notNullValue())
        .body("probeIntervalSeconds", equalTo(40))
        .body("outageGraceSeconds", equalTo(14_400))
        .body("createdBy", equalTo("alice"))
        .body("activated", notNullValue())
        .body("creation", nullValue());
  }

  @Test
  void creationsThatEndTogetherAllEnd() throws Exception {
    unwrap.proofsTogether(16);
    List<Future<String>> states = new ArrayList<>();
    try (ExecutorService admins = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        states.add(
            admins.submit(
                () -> rest.putPolicy(Rest.uuid(), Rest.policyBody()).extract().path("state")));
      }
    }

    for (Future<String> state : states) {
      assertThat(state.get()).isEqualTo("ACTIVE");
    }
  }

  @Test
  void answersTheSameRequestWithWhatIsThere() {
    String policy = rest.activePolicy();
    int before = unwrap.provisions();

    rest.putPolicy(policy, Rest.policyBody()).statusCode(200).body("id", equalTo(policy));

    assertThat(unwrap.provisions()).isEqualTo(before);
  }

  @Test
  void refusesAnotherBodyUnderTheSameId() {
    String policy = rest.activePolicy();

    rest.putPolicy(
            policy,
            Rest.policyBody(
                "https://one.vault.azure.net/keys/ck", "https://three.vault.azure.net/keys/ck"))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("reason", equalTo("CONFLICT"))
        .body("field", equalTo("policy"));
  }

  @Test
  void refusesAnIdThatIsAnotherTenants() {
    String policy = Rest.enrolled(base).activePolicy();

    rest.putPolicy(policy, Rest.policyBody()).statusCode(409).body("reason", equalTo("CONFLICT"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://one.vault.azure.net/keys/ck, 400, ARGUMENT_INVALID, keys[0]",
    "https://two.vault.azure.net/keys/ck, 400, ARGUMENT_INVALID, keys",
    "https://one.vault.azure.net/keys/ec, 400, ARGUMENT_INVALID, keys[0]",
    "https://one.vault.azure.net/keys/small, 400, ARGUMENT_INVALID, keys[0]",
    "https://one.vault.azure.net/keys/forbidden, 403, CUSTOMER_KEY_DENIED, keys[0]",
    "https://one.vault.azure.net/keys/untagged, 403, VAULT_NOT_YOURS, keys[0]",
  })
  void aRefusalNamesTheKeyAndLeavesNothing(String key, int status, String reason, String field) {
    String policy = Rest.uuid();

    rest.putPolicy(policy, Rest.policyBody(key, "https://two.vault.azure.net/keys/ck"))
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:customerkey:problem:" + reason))
        .body("reason", equalTo(reason))
        .body("field", equalTo(field))
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("requestId", notNullValue());

    rest.get("/policies/" + policy).statusCode(404).body("field", equalTo("policy"));
    Awaitility.await().until(() -> !availability.holdsAnyOf(PolicyId.parse(policy)));
    rest.putPolicy(policy, Rest.policyBody()).statusCode(201);
  }

  @Test
  void whatFailsAtTheProofIsNotUndoneButTriedUntilItSucceeds() {
    String policy = Rest.uuid();
    unwrap.denied(true);

    rest.putPolicy(policy, Rest.policyBody())
        .statusCode(202)
        .body("state", equalTo("CREATING"))
        .body("creation.step", equalTo("PROVE"))
        .body("creation.lastError.reason", equalTo("CUSTOMER_KEY_DENIED"));
    assertThat(availability.holdsAnyOf(PolicyId.parse(policy))).isTrue();
    unwrap.denied(false);

    rest.putPolicy(policy, Rest.policyBody()).statusCode(200).body("state", equalTo("ACTIVE"));
  }

  @Test
  void aRefusedPolicysIdIsFreeAgainBeforeItsAvailabilityKeyIsTakenBack()
      throws InterruptedException {
    String policy = Rest.uuid();
    availability.holdingOn(true);
    rest.putPolicy(
            policy,
            Rest.policyBody(
                "https://one.vault.azure.net/keys/forbidden",
                "https://two.vault.azure.net/keys/ck"))
        .statusCode(403);

    Thread client = Thread.ofVirtual().start(() -> rest.putPolicy(policy, Rest.policyBody()));
    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/policies/" + policy)
                .statusCode(200)
                .body("creation.step", equalTo("AVAILABILITY_KEY"))
                .body("creation.lastError.reason", equalTo("ARGUMENT_INVALID")));
    availability.holdingOn(false);

    Awaitility.await()
        .untilAsserted(() -> rest.get("/policies/" + policy).body("state", equalTo("ACTIVE")));
    client.join();
  }

  @Test
  void anOutageOfTheVaultsIsRetriedUntilTheyAnswer() throws InterruptedException {
    String policy = Rest.uuid();
    unwrap.vaultsDown(true);
    Thread client = Thread.ofVirtual().start(() -> rest.putPolicy(policy, Rest.policyBody()));

    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/policies/" + policy)
                .statusCode(200)
                .body("state", equalTo("CREATING"))
                .body("creation.step", equalTo("PROVISION"))
                .body("creation.lastError.reason", equalTo("VAULT_UNAVAILABLE"))
                .body("keys[0].keyId", nullValue()));
    unwrap.vaultsDown(false);

    Awaitility.await()
        .untilAsserted(() -> rest.get("/policies/" + policy).body("state", equalTo("ACTIVE")));
    client.join();
  }

  @Test
  void whoAsksAgainDuringAnOutageIsToldItIsStillCreating() {
    String policy = Rest.uuid();
    availability.down(true);

    rest.putPolicy(policy, Rest.policyBody())
        .statusCode(202)
        .body("state", equalTo("CREATING"))
        .body("creation.step", equalTo("AVAILABILITY_KEY"))
        .body("creation.lastError.reason", equalTo("DEPENDENCY_UNAVAILABLE"));
  }

  @Test
  void refusesATenantOnTrial() {
    Rest trial = new Rest(base);
    trial.enrol(true).statusCode(201);

    trial
        .putPolicy(Rest.uuid(), Rest.policyBody())
        .statusCode(403)
        .body("reason", equalTo("TRIAL_TENANT"));
  }

  @Test
  void refusesTheFiftyFirstPolicy() {
    for (int i = 0; i < 50; i++) {
      rest.activePolicy();
    }

    rest.putPolicy(Rest.uuid(), Rest.policyBody())
        .statusCode(409)
        .body("reason", equalTo("POLICY_LIMIT"))
        .body("limit", equalTo(50));
  }

  @Test
  void pagesThroughThePoliciesInOrderOfId() {
    List<String> ids =
        List.of(rest.activePolicy(), rest.activePolicy(), rest.activePolicy()).stream()
            .sorted()
            .toList();

    JsonPath first =
        rest.get("/policies?name=Finance&limit=2").statusCode(200).extract().jsonPath();
    JsonPath second =
        rest.get("/policies?name=Finance&limit=2&cursor=" + first.getString("next"))
            .statusCode(200)
            .body("next", nullValue())
            .extract()
            .jsonPath();

    List<String> seen = new ArrayList<>(first.getList("items.id", String.class));
    seen.addAll(second.getList("items.id", String.class));
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void takesTheSettingsThatTheAdminChose() {
    Map<String, Object> body = new HashMap<>(Rest.policyBody());
    body.put("probeIntervalSeconds", 5);
    body.put("outageGraceSeconds", 0);
    body.put("strict", true);
    body.put("fallback", true);

    rest.putPolicy(Rest.uuid(), body)
        .statusCode(201)
        .body("probeIntervalSeconds", equalTo(5))
        .body("outageGraceSeconds", equalTo(0))
        .body("strict", equalTo(true))
        .body("fallback", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({
    "probeIntervalSeconds, 0, 300",
    "probeIntervalSeconds, 301, 300",
    "outageGraceSeconds, -1, 86400",
    "outageGraceSeconds, 86401, 86400"
  })
  void refusesATimeOutOfBounds(String field, int seconds, int limit) {
    Map<String, Object> body = new HashMap<>(Rest.policyBody());
    body.put(field, seconds);

    rest.putPolicy(Rest.uuid(), body)
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("field", equalTo(field))
        .body("limit", equalTo(limit));
  }

  @Test
  void showsHealthVerdictAndDrop() {
    String policy = rest.activePolicy();

    rest.get("/policies/" + policy + "/health")
        .statusCode(200)
        .body("health", equalTo("HEALTHY"))
        .body("lastAttempts[0].outcome", equalTo("OK"))
        .body("lastAttempts[0].reason", nullValue());
    rest.get("/verdicts/" + PolicyInsightFake.VERDICT)
        .statusCode(200)
        .body("decision", equalTo("refused"))
        .body("attempts", hasSize(1));
    rest.get("/verdicts/" + Rest.uuid()).statusCode(404).body("field", equalTo("verdict"));
    rest.admin()
        .post("/tenants/" + rest.tenant + "/policies/" + policy + "/drop-caches")
        .then()
        .statusCode(200)
        .body("acknowledged", equalTo(2))
        .body("otherLeasesEnd", nullValue());
  }

  @Test
  void refusesATokenOfTheWrongRoleOrTenantOrNone() {
    String policy = rest.activePolicy();
    String path = "/tenants/" + rest.tenant + "/policies/" + policy;

    rest.auditor().get(path).then().statusCode(200);
    rest.auditor()
        .body(Rest.policyBody())
        .put(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("reason", equalTo("CALLER_NOT_ALLOWED"));
    rest.as("mallory", Rest.uuid(), "tenant-key-admin")
        .get(path)
        .then()
        .statusCode(404)
        .body("reason", equalTo("NOT_FOUND"))
        .body("field", equalTo("tenant"));
    rest.operator().get(path).then().statusCode(403);
    rest.bare()
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("reason", equalTo("TOKEN_INVALID"));
    rest.bare()
        .auth()
        .oauth2("eyJhbGciOiJub25lIn0.e30.")
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }
}
