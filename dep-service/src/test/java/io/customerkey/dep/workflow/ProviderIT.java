package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.customerkey.dep.Rest;
import io.customerkey.dep.fake.KeyUnwrapFake;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What protects tenants without keys of their own. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class ProviderIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject ProviderCreations creations;
  @Inject OwnContext ownContext;
  @Inject KeyUnwrapFake unwrap;
  @Inject DataSource database;

  @AfterEach
  void repair() {
    unwrap.vaultsDown(false);
  }

  @Test
  void aTenantHasOnePolicyForEachWorkloadFromTheStart() {
    Rest rest = new Rest(base);

    rest.enrol(true)
        .statusCode(201)
        .body("providerManaged", hasSize(2))
        .body("providerManaged[0].workload", equalTo("EXCHANGE"))
        .body("providerManaged[1].workload", equalTo("SHAREPOINT"))
        .body("providerManaged[0].state", equalTo("ACTIVE"))
        .body("providerManaged[1].state", equalTo("ACTIVE"));

    rest.get("/policies/" + rest.providerPolicy("SHAREPOINT"))
        .statusCode(200)
        .body("providerManaged", equalTo(true))
        .body("workload", equalTo("SHAREPOINT"))
        .body("name", equalTo("Provider-managed (SharePoint)"))
        .body("sites.assigned", equalTo(0))
        .body("mailboxes", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"USER, false", "MAIL_USER, false", "SHARED, false", "USER, true"})
  void everyMailboxOfATrialTenantIsProtected(String kind, boolean licensed) {
    Rest rest = new Rest(base);
    rest.enrol(true).statusCode(201);

    rest.putMailbox(Rest.uuid(), Map.of("name", "a", "kind", kind, "licensed", licensed))
        .statusCode(201)
        .body("assignment.policyId", equalTo(rest.providerPolicy("EXCHANGE")));
    rest.putSite(Rest.uuid(), Map.of("name", "a", "kind", "ONEDRIVE"))
        .statusCode(201)
        .body("assignment.policyId", equalTo(rest.providerPolicy("SHAREPOINT")));
  }

  @Test
  void aMailboxReturnsToTheProvidersKeys() {
    Rest rest = Rest.enrolled(base);
    String mailbox = rest.mailbox();
    rest.assign(mailbox, rest.activePolicy()).statusCode(200);

    rest.delete("/mailboxes/" + mailbox + "/assignment")
        .statusCode(200)
        .body("assignment.policyId", equalTo(rest.providerPolicy("EXCHANGE")))
        .body("assignment.version", equalTo(3));
    rest.delete("/mailboxes/" + mailbox + "/assignment")
        .statusCode(200)
        .body("assignment.version", equalTo(3));
    rest.delete("/mailboxes/" + Rest.uuid() + "/assignment")
        .statusCode(404)
        .body("field", equalTo("mailbox"));
  }

  @Test
  void theProvidersPolicyIsNotTheTenantsToCreate() {
    Rest rest = Rest.enrolled(base);

    rest.putPolicy(rest.providerPolicy("EXCHANGE"), Rest.policyBody())
        .statusCode(409)
        .body("reason", equalTo("CONFLICT"));
  }

  @Test
  void aTenantIsEnrolledWhileTheVaultsAreDownAndProtectedOnceTheyAnswer() {
    unwrap.vaultsDown(true);
    Rest rest = new Rest(base);

    rest.enrol(false)
        .statusCode(201)
        .body("providerManaged[0].state", equalTo("CREATING"))
        .body("providerManaged[1].state", equalTo("CREATING"));
    String mailbox = rest.mailbox();
    rest.get("/mailboxes/" + mailbox).body("assignment", nullValue());
    unwrap.vaultsDown(false);

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            rest.get("/mailboxes/" + mailbox)
                .body("assignment.policyId", equalTo(rest.providerPolicy("EXCHANGE")))
                .body("assignment.version", equalTo(1)));
  }

  @Test
  void aTenantFromBeforeGetsItsPoliciesAndKeepsItsAssignments() {
    Rest rest = new Rest(base);
    insertTenant(rest.tenant);
    rest.onboard();
    String policy = rest.activePolicy();
    String assigned = rest.mailbox();
    rest.assign(assigned, policy).statusCode(200).body("assignment.version", equalTo(1));
    String unassigned = rest.mailbox();
    rest.get("/mailboxes/" + unassigned).body("assignment", nullValue());
    rest.delete("/mailboxes/" + assigned + "/assignment")
        .statusCode(409)
        .body("reason", equalTo("PROVIDER_NOT_CONFIGURED"));
    rest.operator().get("/tenants/" + rest.tenant).then().body("providerManaged", hasSize(0));

    ownContext.begin(creations::addMissing).await().atMost(Duration.ofSeconds(10));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            rest.get("/mailboxes/" + unassigned)
                .body("assignment.policyId", equalTo(rest.providerPolicy("EXCHANGE"))));
    rest.get("/mailboxes/" + assigned)
        .body("assignment.policyId", equalTo(policy))
        .body("assignment.version", equalTo(1));
    assertThat(ownContext.begin(creations::addMissing).await().atMost(Duration.ofSeconds(10)))
        .isZero();
  }

  private void insertTenant(String tenant) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      run(
          connection,
          "INSERT INTO tenant (tenant_id, name, initial_name, directory_id, trial, created, created_by)"
              + " VALUES (?, 'Old', 'Old', gen_random_uuid(), false, now(), 'olga')",
          tenant);
      run(
          connection,
          "INSERT INTO tenant_geo (tenant_id, position, geo) VALUES (?, 1, 'NAM')",
          tenant);
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Connection connection, String sql, String tenant) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(tenant));
      assertThat(statement.executeUpdate()).isOne();
    }
  }
}
