package io.customerkey.dep.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.customerkey.dep.Rest;
import io.customerkey.dep.fake.KeyInspectionFake;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a tenant that was just enrolled to one that may have policies. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class OnboardingIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject KeyInspectionFake inspection;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = new Rest(base);
    rest.enrol(false).statusCode(201).body("enabled", nullValue());
  }

  @AfterEach
  void repair() {
    inspection.forget();
  }

  @Test
  void policiesOfCustomersNeedAnEnabledTenant() {
    rest.putPolicy(Rest.uuid(), Rest.policyBody())
        .statusCode(409)
        .body("reason", equalTo("NOT_ENABLED"))
        .body("field", equalTo("tenant"));

    rest.onboard();

    rest.putPolicy(Rest.uuid(), Rest.policyBody()).statusCode(201);
    rest.get("").statusCode(200).body("enabled", notNullValue());
  }

  @Test
  void itemisesEveryCheckAndKeepsTheReport() {
    rest.approvers("ann", "bob");
    inspection.ends(Rest.KEYS.get(1), "owner_tag", Check.Result.FAILED);

    String id =
        rest.validate(Rest.validation())
            .statusCode(201)
            .body("passed", is(false))
            .body("profile", equalTo("STANDARD"))
            .body("requestedBy", equalTo("alice"))
            .body("keys", equalTo(Rest.KEYS))
            .body("checks.findAll { it.result == 'FAILED' }.id", contains("owner_tag"))
            .body("checks.find { it.result == 'FAILED' }.slot", equalTo(2))
            .body("checks.find { it.result == 'FAILED' }.observed", equalTo("seen"))
            .body("checks.find { it.result == 'FAILED' }.advice", equalTo("do this"))
            .body(
                "checks.findAll { it.result == 'DECLARED' }.id",
                contains("subscriptions", "regions", "paid_subscriptions", "approvers"))
            .extract()
            .path("id");

    rest.get("/validations/" + id)
        .statusCode(200)
        .body("id", equalTo(id))
        .body("passed", is(false));
    inspection.forget();
    String newer = rest.validate(Rest.validation()).statusCode(201).extract().path("id");
    rest.get("/validations").body("items.id", contains(newer, id));
    rest.get("/validations?limit=1").body("items.id", contains(newer)).body("next", notNullValue());
    Rest.enrolled(base).get("/validations/" + id).statusCode(404);
  }

  @Test
  void enablesOnlyAfterTheNewestValidationOfThePairPassed() {
    rest.approvers("ann", "bob");
    rest.enable(Rest.KEYS).statusCode(409).body("reason", equalTo("NOT_VALIDATED"));
    rest.validate(Rest.validation()).body("passed", is(true));
    inspection.ends(Rest.KEYS.get(0), "permission_get", Check.Result.UNKNOWN);
    rest.validate(Rest.validation()).body("passed", is(false));

    rest.enable(Rest.KEYS)
        .statusCode(409)
        .body("reason", equalTo("NOT_VALIDATED"))
        .body("detail", containsString("1 checks did not pass"));

    inspection.forget();
    rest.validate(Rest.validation()).body("passed", is(true));
    rest.enable(Rest.KEYS.reversed()).statusCode(200).body("enabled", notNullValue());
    rest.enable(Rest.KEYS).statusCode(200);
    rest.enable(List.of(Rest.KEYS.get(0), "https://other.vault.azure.net/keys/ck"))
        .statusCode(409)
        .body("reason", equalTo("NOT_VALIDATED"));
  }

  @Test
  void needsDeclarationsAndTwoApprovers() {
    rest.approvers("ann");
    rest.approvers("ann");

    rest.validate(Map.of("keys", Rest.KEYS))
        .statusCode(201)
        .body("passed", is(false))
        .body(
            "checks.findAll { it.result == 'FAILED' }.id",
            contains("subscriptions", "regions", "paid_subscriptions", "approvers"))
        .body("checks.findAll { it.result == 'FAILED' }.advice", everyItem(notNullValue()))
        .body("checks.find { it.id == 'approvers' }.observed", equalTo("1: ann"));
  }

  @Test
  void theStrictProfileDemandsMore() {
    rest.approvers("ann", "bob");
    List<String> keys = List.of(Rest.KEYS.get(0), "https://purgeable.vault.azure.net/keys/ck");
    Map<String, Object> body = new HashMap<>(Rest.validation());
    body.put("keys", keys);
    rest.validate(body).body("passed", is(true));
    body.put("profile", "STRICT");

    rest.validate(body)
        .body("profile", equalTo("STRICT"))
        .body("checks.findAll { it.result == 'FAILED' }.id", contains("recovery_level"));
    rest.enable(keys).statusCode(409);
  }

  @Test
  void refusesATenantOnTrial() {
    Rest trial = new Rest(base);
    trial.enrol(true).statusCode(201);
    trial.approvers("ann", "bob");

    trial
        .validate(Rest.validation())
        .body("passed", is(false))
        .body("checks.find { it.result == 'FAILED' }.id", equalTo("tenant_eligible"));
    trial.enable(Rest.KEYS).statusCode(403).body("reason", equalTo("TRIAL_TENANT"));
  }

  @Test
  void keepsTheListOfApprovers() {
    rest.approvers("bob@contoso.example", "ann|1/2");
    rest.get("/approvers")
        .statusCode(200)
        .body("items.subject", contains("ann|1/2", "bob@contoso.example"))
        .body("items[0].addedBy", equalTo("alice"));

    remove("ann|1/2").statusCode(200).body("items.subject", contains("bob@contoso.example"));
    remove("ann|1/2").statusCode(404).body("field", equalTo("subject"));
    for (int i = 0; i < 19; i++) {
      rest.approvers("approver-" + i);
    }
    rest.approver("one-too-many")
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("limit", equalTo(20));
    rest.get("/approvers").body("items", hasSize(20));
  }

  @Test
  void namesTheFieldThatIsWrong() {
    expect(Map.of(), "keys");
    expect(Map.of("keys", List.of("https://a.vault.azure.net/keys/ck")), "keys");
    expect(
        Map.of("keys", List.of("https://a.vault.azure.net/keys/ck", "ftp://b/keys/ck")), "keys[1]");
    expect(Map.of("keys", Rest.KEYS, "profile", "LAX"), "profile");
    expect(Map.of("keys", Rest.KEYS, "declared", List.of(Map.of())), "declared");
    expect(
        Map.of("keys", Rest.KEYS, "declared", List.of(Map.of(), Map.of("region", "x".repeat(101)))),
        "declared[1].region");
    rest.approver(" ").statusCode(400).body("field", equalTo("subject"));
  }

  private void expect(Map<String, Object> body, String field) {
    rest.validate(body)
        .statusCode(400)
        .body("reason", oneOf("ARGUMENT_INVALID", "LIMIT_EXCEEDED"))
        .body("field", equalTo(field));
  }

  @Test
  void onlyTheTenantsKeyAdminsMay() {
    String path = "/tenants/" + rest.tenant;
    rest.auditor().get(path + "/approvers").then().statusCode(200);
    rest.auditor().body(Rest.validation()).post(path + "/validations").then().statusCode(403);
    rest.operator()
        .body(Map.of("keys", Rest.KEYS))
        .post(path + "/enablement")
        .then()
        .statusCode(403);
    rest.as("mallory", Rest.uuid(), "tenant-key-admin")
        .body(Rest.validation())
        .post(path + "/validations")
        .then()
        .statusCode(404);
  }

  @Test
  void refusesATenantThatValidatesTooOften() {
    for (int i = 0; i < 10; i++) {
      rest.validate(Rest.validation()).statusCode(201);
    }

    rest.validate(Rest.validation())
        .statusCode(503)
        .header("Retry-After", matchesPattern("[1-5]?[0-9]|60"))
        .body("reason", equalTo("OVERLOADED"))
        .body("limit", equalTo(10))
        .body("detail", containsString("at most 10 times in 60 seconds"));
    rest.get("/validations").body("items", hasSize(10));
    Rest.enrolled(base);
  }

  @Test
  void keepsNothingWhereNobodyLooked() {
    inspection.down(true);

    rest.validate(Rest.validation())
        .statusCode(503)
        .body("reason", equalTo("DEPENDENCY_UNAVAILABLE"));

    rest.get("/validations").body("items", hasSize(0));
  }

  private ValidatableResponse remove(String subject) {
    return rest.admin()
        .queryParam("subject", subject)
        .delete("/tenants/" + rest.tenant + "/approvers")
        .then();
  }
}
