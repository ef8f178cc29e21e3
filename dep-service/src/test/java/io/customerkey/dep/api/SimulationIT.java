package io.customerkey.dep.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dry runs: what shares which key and which vault. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class SimulationIT {
  private static final String ONE = "https://one.vault.azure.net/keys/";
  private static final String TWO = "https://two.vault.azure.net/keys/";
  private static final String OTHER = "https://other.vault.azure.net/keys/";

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private Rest rest;
  private String policy;
  private String sameKeys;
  private String oneKey;
  private String otherKeysOfTheVaults;

  @BeforeEach
  void policies() {
    rest = Rest.enrolled(base);
    policy = rest.activePolicy();
    sameKeys = rest.sitePolicy();
    oneKey = policy(ONE + "ck", OTHER + "ck");
    otherKeysOfTheVaults = policy(TWO + "other", ONE + "other");
    String mailbox = rest.mailbox();
    rest.assign(mailbox, policy).statusCode(200);
    rest.site("NAM");
    rest.site("NAM");
    rest.register("NAM", sameKeys).statusCode(200);
    Awaitility.await()
        .untilAsserted(() -> rest.get("/registrations/NAM").body("sites.assigned", equalTo(2)));
  }

  private String policy(String one, String other) {
    String id = Rest.uuid();
    rest.putPolicy(id, Rest.policyBody(one, other)).statusCode(201);
    return id;
  }

  @Test
  void revokingReachesEveryKeyOfTheVaults() {
    simulate("act=REVOKE")
        .statusCode(200)
        .body("act", equalTo("REVOKE"))
        .body("dark.policies", equalTo(3))
        .body("dark.mailboxes", equalTo(1))
        .body("dark.sites", equalTo(2))
        .body("policies[0].policyId", equalTo(policy))
        .body("policies[0].fate", equalTo("DARK"))
        .body("policies[0].availabilityKeyServes", contains("SEARCH_INDEX"))
        .body(
            "policies.findAll { it.fate == 'DARK' }.policyId",
            containsInAnyOrder(policy, sameKeys, otherKeysOfTheVaults))
        .body("policies.find { it.fate == 'ONE_KEY_LEFT' }.policyId", equalTo(oneKey))
        .body("policies.find { it.fate == 'ONE_KEY_LEFT' }.slots", contains(1))
        .body("when.darkBoundMillis", equalTo(58_000))
        .body("when.leasesEnd", equalTo("2026-11-22T15:05:00Z"))
        .body("when.holders.exchange-encryptor", equalTo(2))
        .body("when.unattached", equalTo(1));
  }

  @Test
  void disablingVersionsReachesOnlyThoseWhoArePinnedToThem() {
    simulate("act=DISABLE_VERSION")
        .body("policies.policyId", containsInAnyOrder(policy, sameKeys, oneKey))
        .body("dark.policies", equalTo(2));
    simulate("act=DISABLE_VERSION&slot=2")
        .body("policies.policyId", containsInAnyOrder(policy, sameKeys))
        .body("policies.fate", contains("ONE_KEY_LEFT", "ONE_KEY_LEFT"))
        .body("dark.policies", equalTo(0))
        .body("when.darkBoundMillis", nullValue());
  }

  @Test
  void rollingDarkensNothingAndNamesWhoKeepsTheOldVersions() {
    simulate("act=ROLL")
        .body("dark.policies", equalTo(0))
        .body("policies[0].fate", equalTo("REWRAPPED"))
        .body(
            "policies.findAll { it.fate == 'KEEPS_OLD_VERSIONS' }.policyId",
            containsInAnyOrder(sameKeys, oneKey))
        .body("policies[0].availabilityKeyServes", hasSize(0));
  }

  @Test
  void countsWhatWouldStall() {
    simulate("act=REVOKE")
        .body("stalled.bulkJobs", equalTo(1))
        .body("stalled.leaving", equalTo(0))
        .body("stalled.arriving", equalTo(0));
    simulate("act=DISABLE_VERSION&slot=2")
        .body("policies.fate", contains("ONE_KEY_LEFT", "ONE_KEY_LEFT"))
        .body("stalled.bulkJobs", equalTo(1));
    simulate("act=ROLL").body("stalled.bulkJobs", equalTo(0));
  }

  @Test
  void anAuditorMayLookButNobodyAtAnothersOrTheProviders() {
    String path = "/tenants/" + rest.tenant + "/policies/";
    rest.auditor().get(path + policy + "/simulation?act=ROLL").then().statusCode(200);
    rest.auditor()
        .get(path + rest.providerPolicy("EXCHANGE") + "/simulation?act=REVOKE")
        .then()
        .statusCode(409)
        .body("reason", equalTo("PROVIDER_MANAGED"));
    Rest.enrolled(base)
        .get("/policies/" + policy + "/simulation?act=REVOKE")
        .statusCode(404)
        .body("field", equalTo("policy"));
  }

  @ParameterizedTest
  @CsvSource({"slot=1, act", "act=BURN, act", "act=REVOKE&slot=3, slot"})
  void namesTheFieldThatIsWrong(String query, String field) {
    simulate(query).statusCode(400).body("field", equalTo(field));
  }

  private ValidatableResponse simulate(String query) {
    return rest.get("/policies/" + policy + "/simulation?" + query);
  }
}
