package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers are told about bad input, and what goes with every answer. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class ProblemIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"USER\"}                                | name",
        "{\"name\":\"a\"}                                   | kind",
        "{\"name\":\"a\",\"kind\":\"ROBOT\"}                | kind",
        "{\"name\":\" \",\"kind\":\"USER\"}                 | name",
        "{\"name\":5,\"kind\":\"USER\"}                     | name",
        "{\"name\":\"a\",\"kind\":\"USER\",\"licensed\":\"yes\"} | licensed",
        "{\"name\":\"a\",\"kind\":\"USER\",\"colour\":1}    | colour",
        "{\"name\":\"a\",\"kind\":\"USER\",\"policyId\":\"1\"} | policyId",
        "{\"name\":\"a\",                                   | body",
        "[]                                                 | body",
        "null                                               | body",
      })
  void namesTheFieldOfABodyThatIsWrong(String body, String field) {
    rest.admin()
        .body(body)
        .put("/tenants/" + rest.tenant + "/mailboxes/" + Rest.uuid())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("reason", equalTo("ARGUMENT_INVALID"))
        .body("field", equalTo(field))
        .body("type", equalTo("urn:customerkey:problem:ARGUMENT_INVALID"))
        .body("requestId", matchesPattern("[0-9a-f]{16}"));
  }

  @ParameterizedTest
  @CsvSource({
    "/tenants/nonsense, tenant",
    "/tenants/{tenant}/policies/1-2-3-4-5, policy",
    "/tenants/{tenant}/mailboxes/nonsense, mailbox",
    "/tenants/{tenant}/verdicts/nonsense, verdict",
  })
  void namesThePathParameterThatIsNoUuid(String path, String field) {
    rest.admin()
        .get(path.replace("{tenant}", rest.tenant))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  @Test
  void namesTheLimitOfATooLongName() {
    rest.putMailbox(Rest.uuid(), Map.of("name", "x".repeat(321), "kind", "USER"))
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("field", equalTo("name"))
        .body("limit", equalTo(320));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    rest.admin()
        .contentType("text/plain")
        .body("hello")
        .put("/tenants/" + rest.tenant + "/mailboxes/" + Rest.uuid())
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void keepsAWellFormedRequestIdAndReplacesAnyOther() {
    rest.admin()
        .header("X-Request-Id", "order-66")
        .get("/tenants/" + rest.tenant)
        .then()
        .statusCode(200)
        .header("X-Request-Id", "order-66");
    rest.admin()
        .header("X-Request-Id", "a b")
        .get("/tenants/nonsense")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f]{16}"));
  }

  @Test
  void enrolsATenantOnceByTheProviderOnly() {
    String path = "/tenants/" + rest.tenant;
    Map<String, Object> body = Map.of("name", "Contoso", "directoryId", Rest.uuid());

    rest.operator().body(body).put(path).then().statusCode(409);
    rest.admin().body(body).put(path).then().statusCode(403);
    rest.as("mallory", rest.tenant, "provider-operator")
        .body(body)
        .put(path)
        .then()
        .statusCode(403);
    rest.operator().get(path).then().statusCode(200).body("name", equalTo("Contoso"));
    rest.operator().get("/tenants/" + Rest.uuid()).then().statusCode(404);
    rest.operator().get("/tenants?limit=1").then().statusCode(200).body("items", hasSize(1));
    rest.admin().get("/tenants").then().statusCode(403);
  }

  @Test
  void describesItselfWithExamples() {
    String document =
        rest.bare().get("/openapi?format=json").then().statusCode(200).extract().asString();

    assertThat(document)
        .contains(
            "/api/v1/tenants/{tenant}/policies/{policy}",
            "PolicyRequest",
            "contoso-1.vault.azure.net")
        .doesNotContain("VertxContext");
  }

  @Test
  void healthAndMetricsNeedNoToken() {
    rest.bare().basePath("").get("/q/health/ready").then().statusCode(200);
    rest.bare()
        .basePath("")
        .accept("text/plain")
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("jvm_"));
  }
}
