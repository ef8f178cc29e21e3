package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The brake, as an operator sees it and rules. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class BrakeIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject Pool pool;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  @Test
  void showsWhatIsHeld() {
    rest.operator()
        .get("/brakes")
        .then()
        .statusCode(200)
        .body("[0].cause", equalTo("network_rule"))
        .body("[0].on", equalTo(true))
        .body("[0].tenants", equalTo(6))
        .body("[0].heldPolicies", equalTo(7))
        .body("[0].ruling", nullValue());
  }

  @Test
  void writesDownWhoRuled() {
    rest.operator()
        .post("/brakes/network_rule/confirm")
        .then()
        .statusCode(200)
        .body("ruling", equalTo("CONFIRMED"))
        .body("ruledBy", equalTo("olga"))
        .body("on", equalTo(false));
    rest.operator()
        .post("/brakes/network_rule/release")
        .then()
        .statusCode(200)
        .body("ruling", equalTo("RELEASED"));

    List<String> acts = new ArrayList<>();
    pool.query(
            "SELECT subject, object FROM audit WHERE action = 'BRAKE_RULED' AND tenant_id IS NULL")
        .execute()
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(row -> acts.add(row.getString("subject") + " " + row.getString("object")));
    assertThat(acts).contains("olga network_rule CONFIRMED", "olga network_rule RELEASED");
  }

  @Test
  void isForOperatorsAlone() {
    rest.admin().get("/brakes").then().statusCode(403);
    rest.admin().post("/brakes/network_rule/confirm").then().statusCode(403);
    rest.as("mallory", rest.tenant, "provider-operator")
        .post("/brakes/network_rule/release")
        .then()
        .statusCode(403);
    rest.operator()
        .post("/brakes/key_disabled/release")
        .then()
        .statusCode(404)
        .body("field", equalTo("cause"));
  }
}
