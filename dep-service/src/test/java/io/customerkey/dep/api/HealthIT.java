package io.customerkey.dep.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States of policies and their history, as admins and auditors see them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class HealthIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  @Test
  void showsStateKeysAndPriceOfAPolicy() {
    String policy = rest.activePolicy();

    rest.get("/policies/" + policy + "/health")
        .statusCode(200)
        .body("health", equalTo("HEALTHY"))
        .body("reason", equalTo("KEYS_OPEN"))
        .body("detail", notNullValue())
        .body("until", nullValue())
        .body("keys[0].bits", equalTo(2048))
        .body("usage.currency", equalTo("USD"))
        .body("usage.calls[0].calls", equalTo(10_000))
        .body("usage.totalPrice", equalTo("0.03"));
  }

  @Test
  void listsTheStateOfEveryPolicyPageByPage() {
    rest.activePolicy();
    rest.sitePolicy();

    JsonPath first = rest.get("/health?limit=1").statusCode(200).extract().jsonPath();
    rest.get("/health?limit=100&cursor=" + first.getString("next"))
        .statusCode(200)
        .body("next", nullValue());
    rest.get("/health?workload=SHAREPOINT")
        .statusCode(200)
        .body("items.findAll { it.name == 'Finance' }", hasSize(1))
        .body("items.find { it.name == 'Finance' }.health", equalTo("HEALTHY"));
    rest.get("/health?workload=NONE").statusCode(400).body("field", equalTo("workload"));
  }

  @Test
  void pagesThroughTheHistoryNewestFirst() {
    String path = "/policies/" + rest.activePolicy() + "/health/history";

    JsonPath first =
        rest.get(path + "?limit=2")
            .statusCode(200)
            .body("items.number", contains(3, 2))
            .body("items[0].to", equalTo("HEALTHY"))
            .body("items[0].verdictId", notNullValue())
            .extract()
            .jsonPath();
    rest.get(path + "?limit=2&cursor=" + first.getString("next"))
        .statusCode(200)
        .body("items.number", contains(1))
        .body("next", nullValue());
    rest.get(path + "?limit=1001").statusCode(400).body("field", equalTo("limit"));
    rest.get("/policies/" + Rest.uuid() + "/health/history")
        .statusCode(404)
        .body("field", equalTo("policy"));
  }

  @Test
  void isNotForAnotherTenant() {
    String path = "/tenants/" + rest.tenant + "/health";

    rest.auditor().get(path).then().statusCode(200);
    rest.as("mallory", Rest.uuid(), "auditor").get(path).then().statusCode(404);
    rest.operator().get(path).then().statusCode(403);
  }
}
