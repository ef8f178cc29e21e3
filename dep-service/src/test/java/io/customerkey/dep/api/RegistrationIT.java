package io.customerkey.dep.api;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.dep.Encryptor;
import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.protocol.common.v1.KeyKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registration of geos: their sites follow in batches, and the encryptor reports. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class RegistrationIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject DataSource database;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolledIn(base, "EUR", "APC");
  }

  private void report(String site, long version, String policy) {
    Encryptor.report(rest, KeyKind.KEY_KIND_SITE, site, version, policy);
  }

  private void await(String state, int percent) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            rest.get("/registrations/EUR")
                .body("state", equalTo(state))
                .body("percent", equalTo(percent)));
  }

  @Test
  void goesFromUnregisteredThroughARollAndBack() {
    String one = rest.site("EUR");
    String two = rest.site("EUR");
    String elsewhere = rest.site("APC");
    String first = rest.sitePolicy();
    String second = rest.sitePolicy();
    rest.get("/registrations/EUR")
        .statusCode(200)
        .body("state", equalTo("UNREGISTERED"))
        .body("home", equalTo(true))
        .body("policyId", nullValue())
        .body("sites.total", equalTo(2))
        .body("percent", equalTo(100));

    rest.register("EUR", first)
        .statusCode(200)
        .body("state", equalTo("REGISTERING"))
        .body("policyId", equalTo(first))
        .body("changed", notNullValue());
    report(one, 2, first);
    await("REGISTERING", 50);
    report(two, 2, first);
    await("REGISTERED", 100);
    rest.get("/sites/" + two).body("assignment.state", equalTo("APPLIED"));
    rest.get("/sites/" + elsewhere).body("assignment.version", equalTo(1));
    rest.get("/policies/" + first).body("sites.applied", equalTo(2));
    rest.site("EUR");
    rest.get("/registrations/EUR")
        .body("state", equalTo("REGISTERED"))
        .body("sites.total", equalTo(3));

    rest.register("EUR", second).body("state", equalTo("ROLLING"));
    report(one, 3, second);
    await("ROLLING", 33);
    String third =
        rest.get("/sites?geo=EUR&state=PENDING")
            .extract()
            .jsonPath()
            .getString("items.find { it.id != '" + two + "' }.id");
    report(two, 3, second);
    report(third, 2, second);
    await("REGISTERED", 100);

    rest.delete("/registrations/EUR")
        .statusCode(200)
        .body("state", equalTo("UNREGISTERED"))
        .body("policyId", nullValue());
    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/sites/" + one)
                .body("assignment.policyId", equalTo(rest.providerPolicy("SHAREPOINT"))));
    rest.get("/registrations/EUR").body("sites.applied", equalTo(0)).body("percent", equalTo(0));
  }

  @Test
  void theSamePolicyAgainChangesNothing() {
    String site = rest.site("EUR");
    String policy = rest.sitePolicy();
    rest.register("EUR", policy).statusCode(200);
    Awaitility.await()
        .untilAsserted(() -> rest.get("/sites/" + site).body("assignment.version", equalTo(2)));
    String changed = rest.get("/registrations/EUR").extract().jsonPath().getString("changed");

    rest.register("EUR", policy).statusCode(200).body("changed", equalTo(changed));

    rest.get("/sites/" + site).body("assignment.version", equalTo(2));
    rest.delete("/registrations/APC")
        .statusCode(200)
        .body("state", equalTo("UNREGISTERED"))
        .body("changed", nullValue());
  }

  @Test
  void aPolicyMayServeSeveralGeos() {
    String policy = rest.sitePolicy();

    rest.register("EUR", policy).statusCode(200).body("state", equalTo("REGISTERED"));
    rest.register("APC", policy).statusCode(200);

    rest.get("/registrations")
        .statusCode(200)
        .body("items.geo", equalTo(List.of("EUR", "APC")))
        .body("items.policyId", equalTo(List.of(policy, policy)));
  }

  @Test
  void refusesWhatCannotBeRegistered() {
    String mail = rest.activePolicy();
    String files = rest.sitePolicy();
    String mailbox = rest.mailbox();

    rest.register("EUR", mail)
        .statusCode(400)
        .body("reason", equalTo("ARGUMENT_INVALID"))
        .body("field", equalTo("policyId"));
    rest.assign(mailbox, files).statusCode(400).body("field", equalTo("policyId"));
    rest.putMailbox(Rest.uuid(), Map.of("name", "a", "kind", "SHARED", "policyId", files))
        .statusCode(400)
        .body("field", equalTo("policyId"));
    rest.register("EUR", rest.providerPolicy("SHAREPOINT"))
        .statusCode(400)
        .body("field", equalTo("policyId"));
    rest.register("EUR", Rest.uuid()).statusCode(404).body("field", equalTo("policyId"));
    rest.register("EUR", Rest.enrolled(base).sitePolicy())
        .statusCode(404)
        .body("field", equalTo("policyId"));
    rest.register("NAM", files).statusCode(404).body("field", equalTo("geo"));
    rest.register("XXX", files).statusCode(400).body("field", equalTo("geo"));
    rest.get("/registrations/NAM").statusCode(404).body("field", equalTo("geo"));
    rest.get("/registrations").body("items", hasSize(2));
  }

  @Test
  void aHundredThousandSitesFollowInBatches() {
    enter(100_000);
    String policy = rest.sitePolicy();

    rest.register("EUR", policy)
        .statusCode(200)
        .body("state", equalTo("REGISTERING"))
        .body("sites.total", equalTo(100_000));

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> rest.get("/registrations/EUR").body("sites.assigned", equalTo(100_000)));
    rest.get("/registrations/EUR")
        .body("state", equalTo("REGISTERING"))
        .body("percent", equalTo(0));
    follow();
    await("REGISTERED", 100);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> jobs() == 0);
  }

  private long jobs() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM assignment_job WHERE tenant_id = ?")) {
      statement.setObject(1, UUID.fromString(rest.tenant));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void enter(int sites) {
    update(
        """
        WITH entered AS (
          INSERT INTO site (site_id, tenant_id, name, initial_name, kind, geo, created)
          SELECT gen_random_uuid(), t.id, 'site ' || n, 'site ' || n, 1, 'EUR', now()
          FROM (SELECT ?::uuid AS id) t, generate_series(1, %d) n RETURNING site_id, tenant_id)
        INSERT INTO assignment (kind, object_id, tenant_id, policy_id, version, assigned)
        SELECT 2, e.site_id, e.tenant_id, p.policy_id, 1, now()
        FROM entered e JOIN policy p ON p.tenant_id = e.tenant_id
          AND p.workload = 2 AND p.provider_directory_id IS NOT NULL\
        """
            .formatted(sites));
  }

  /** As the encryptor's reports would. */
  private void follow() {
    update(
        """
        UPDATE assignment
        SET applied_version = version, applied_policy_id = policy_id, applied_at = now()
        WHERE tenant_id = ?\
        """);
  }

  private void update(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(rest.tenant));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
