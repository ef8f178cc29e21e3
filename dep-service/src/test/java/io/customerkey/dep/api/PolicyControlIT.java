package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.Rest;
import io.customerkey.dep.fake.PolicyControlFake;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kill switch and check-now, as an admin uses them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class PolicyControlIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject PolicyControlFake services;
  @Inject Pool pool;
  @Inject Clock clock;

  private Rest rest;
  private String policy;

  @BeforeEach
  void policy() {
    rest = Rest.enrolled(base);
    policy = rest.activePolicy();
  }

  @AfterEach
  void answer() {
    services.down(false);
  }

  @Test
  void suspendsForFifteenMinutesAndTellsBothServices() {
    Instant before = clock.instant();

    String until =
        post("suspend", Map.of())
            .statusCode(200)
            .body("suspended", equalTo(true))
            .body("keyUnwrapServiceTold", equalTo(true))
            .body("availabilityKeyVaultTold", equalTo(true))
            .body("drop.instances", equalTo(3))
            .body("drop.acknowledged", equalTo(2))
            .body("drop.otherLeasesEnd", notNullValue())
            .extract()
            .path("suspendedUntil");

    assertThat(Instant.parse(until))
        .isBetween(
            before.plus(Duration.ofMinutes(15)).minusMillis(1),
            clock.instant().plus(Duration.ofMinutes(15)));
    assertThat(services.isSuspendedAtBoth(PolicyId.parse(policy))).isTrue();
    rest.get("/policies/" + policy).statusCode(200).body("suspendedUntil", equalTo(until));
    assertThat(acts()).contains("POLICY_SUSPENDED " + policy + " until " + until);
  }

  @Test
  void resumesAtBothServicesHoweverOften() {
    post("suspend", Map.of("untilResumed", true))
        .statusCode(200)
        .body("suspended", equalTo(true))
        .body("suspendedUntil", nullValue());

    for (int i = 0; i < 2; i++) {
      post("resume", Map.of())
          .statusCode(200)
          .body("suspended", equalTo(false))
          .body("drop", nullValue());
    }

    assertThat(services.isSuspendedAtBoth(PolicyId.parse(policy))).isFalse();
    rest.get("/policies/" + policy).statusCode(200).body("suspendedUntil", nullValue());
    assertThat(acts()).filteredOn(act -> act.startsWith("POLICY_RESUMED")).hasSize(1);
  }

  @Test
  void neverShortensASuspension() {
    post("suspend", Map.of("untilResumed", true)).statusCode(200);

    post("suspend", Map.of("forSeconds", 60))
        .statusCode(200)
        .body("suspended", equalTo(true))
        .body("suspendedUntil", nullValue());
  }

  @Test
  void suspendsAlthoughNeitherServiceAnswers() {
    services.down(true);

    post("suspend", Map.of("forSeconds", 60))
        .statusCode(200)
        .body("suspended", equalTo(true))
        .body("keyUnwrapServiceTold", equalTo(false))
        .body("availabilityKeyVaultTold", equalTo(false))
        .body("drop", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "2592001"})
  void refusesATimeOutsideItsBounds(long seconds) {
    post("suspend", Map.of("forSeconds", seconds))
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("field", equalTo("forSeconds"))
        .body("limit", equalTo(2_592_000));
  }

  @Test
  void refusesATimeTogetherWithUntilResumed() {
    post("suspend", Map.of("forSeconds", 60, "untilResumed", true))
        .statusCode(400)
        .body("reason", equalTo("ARGUMENT_INVALID"))
        .body("field", equalTo("forSeconds"));
  }

  @Test
  void refusesProviderManagedPoliciesAndStrangers() {
    String provided = rest.providerPolicy("EXCHANGE");
    for (String act : List.of("suspend", "resume", "check-now")) {
      rest.admin()
          .body(Map.of())
          .post("/tenants/" + rest.tenant + "/policies/" + provided + "/" + act)
          .then()
          .statusCode(409)
          .body("reason", equalTo("PROVIDER_MANAGED"));
      rest.admin()
          .body(Map.of())
          .post("/tenants/" + rest.tenant + "/policies/" + Rest.uuid() + "/" + act)
          .then()
          .statusCode(404)
          .body("field", equalTo("policy"));
      rest.auditor()
          .body(Map.of())
          .post("/tenants/" + rest.tenant + "/policies/" + policy + "/" + act)
          .then()
          .statusCode(403);
    }
  }

  @Test
  void answersWhatACheckFound() {
    post("check-now", Map.of("waitMillis", 15_000))
        .statusCode(200)
        .body("result", equalTo("DENIED"))
        .body("rounds", equalTo(5))
        .body("deniedSince", equalTo("2026-11-22T15:00:00Z"))
        .body("drop.epoch", equalTo(15_000));
    assertThat(acts()).contains("POLICY_CHECKED " + policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-caches", "check-now", "suspend", "resume"})
  void waitsForOneMillisecondToThirtySeconds(String act) {
    for (long wait : List.of(0L, 30_001L, 1L << 40)) {
      post(act, Map.of("waitMillis", wait))
          .statusCode(400)
          .body("reason", equalTo("LIMIT_EXCEEDED"))
          .body("field", equalTo("waitMillis"))
          .body("limit", equalTo(30_000));
    }
    post(act, Map.of("waitMillis", 30_000)).statusCode(200);
  }

  @Test
  void isDescribedInTheOpenApiDocument() {
    rest.bare()
        .get("/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.keySet()", hasItem("/api/v1/tenants/{tenant}/policies/{policy}/suspend"))
        .body("paths.keySet()", hasItem("/api/v1/tenants/{tenant}/policies/{policy}/check-now"));
  }

  private ValidatableResponse post(String act, Map<String, Object> body) {
    return rest.admin()
        .body(body)
        .post("/tenants/" + rest.tenant + "/policies/" + policy + "/" + act)
        .then();
  }

  private List<String> acts() {
    List<String> acts = new ArrayList<>();
    pool.preparedQuery("SELECT action, object FROM audit WHERE tenant_id = $1 ORDER BY audit_id")
        .execute(Tuple.of(UUID.fromString(rest.tenant)))
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(row -> acts.add(row.getString("action") + " " + row.getString("object")));
    return acts;
  }
}
