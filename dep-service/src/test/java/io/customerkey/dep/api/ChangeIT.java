package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and licences that change, and lists that are searched. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class ChangeIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject DataSource database;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  private List<String> audited(String action) {
    List<String> acts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT object FROM audit WHERE tenant_id = ? AND action = ? ORDER BY audit_id")) {
      statement.setObject(1, UUID.fromString(rest.tenant));
      statement.setString(2, action);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          acts.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return acts;
  }

  @Test
  void aMailboxThatWasRenamedIsStillTheOneThatWasCreated() {
    String mailbox = rest.mailbox();
    Map<String, Object> created =
        Map.of("name", "ada@contoso.example", "kind", "USER", "licensed", true);

    rest.patch("/mailboxes/" + mailbox, Map.of("name", "lovelace@contoso.example"))
        .statusCode(200)
        .body("name", equalTo("lovelace@contoso.example"))
        .body("licensed", equalTo(true));
    rest.patch(
            "/mailboxes/" + mailbox, Map.of("name", "lovelace@contoso.example", "licensed", false))
        .statusCode(200)
        .body("licensed", equalTo(false));

    rest.putMailbox(mailbox, created)
        .statusCode(200)
        .body("name", equalTo("lovelace@contoso.example"))
        .body("licensed", equalTo(false));
    assertThat(audited("MAILBOX_CHANGED"))
        .hasSize(2)
        .first()
        .asString()
        .contains(mailbox, "\"ada@contoso.example\" is now \"lovelace@contoso.example\"");
  }

  @Test
  void aLicenceStaysWhileACustomersPolicyNeedsIt() {
    String mailbox = rest.mailbox();
    rest.assign(mailbox, rest.activePolicy()).statusCode(200);

    rest.patch("/mailboxes/" + mailbox, Map.of("licensed", false))
        .statusCode(409)
        .body("reason", equalTo("LICENCE_REQUIRED"))
        .body("field", equalTo("mailbox"));
    rest.patch("/mailboxes/" + mailbox, Map.of("name", "b")).statusCode(200);
    rest.delete("/mailboxes/" + mailbox + "/assignment").statusCode(200);
    rest.patch("/mailboxes/" + mailbox, Map.of("licensed", false)).statusCode(200);
  }

  @Test
  void aPolicyThatWasRenamedIsStillTheOneThatWasCreated() {
    String policy = rest.activePolicy();

    rest.patch("/policies/" + policy, Map.of("name", "Treasury"))
        .statusCode(200)
        .body("name", equalTo("Treasury"));

    rest.putPolicy(policy, Rest.policyBody()).statusCode(200).body("name", equalTo("Treasury"));
    assertThat(audited("POLICY_RENAMED"))
        .singleElement()
        .isEqualTo(policy + ": \"Finance\" is now \"Treasury\"");
    rest.patch("/policies/" + rest.providerPolicy("EXCHANGE"), Map.of("name", "Mine"))
        .statusCode(409)
        .body("reason", equalTo("PROVIDER_MANAGED"))
        .body("field", equalTo("policy"));
  }

  @Test
  void aTenantThatWasRenamedIsStillTheOneThatWasCreated() {
    Rest other = new Rest(base);
    Map<String, Object> body = Map.of("name", "Fabrikam", "directoryId", Rest.uuid());
    other.enrol(body).statusCode(201);

    other
        .operator()
        .body(Map.of("name", "Northwind"))
        .patch("/tenants/" + other.tenant)
        .then()
        .statusCode(200)
        .body("name", equalTo("Northwind"))
        .body("providerManaged", hasSize(2));

    other.enrol(body).statusCode(200).body("name", equalTo("Northwind"));
    other
        .operator()
        .get("/tenants?name=NORTHWIND&limit=1000")
        .then()
        .statusCode(200)
        .body("items.findAll { it.id == '" + other.tenant + "' }", hasSize(1));
    other
        .admin()
        .body(Map.of("name", "Mine"))
        .patch("/tenants/" + other.tenant)
        .then()
        .statusCode(403);
  }

  @Test
  void aChangeOfNothingOrTooMuchNamesItsField() {
    String mailbox = rest.mailbox();

    rest.patch("/mailboxes/" + mailbox, Map.of()).statusCode(400).body("field", equalTo("body"));
    rest.patch("/mailboxes/" + mailbox, Map.of("name", " "))
        .statusCode(400)
        .body("field", equalTo("name"));
    rest.patch("/mailboxes/" + mailbox, Map.of("kind", "SHARED"))
        .statusCode(400)
        .body("field", equalTo("kind"));
    rest.patch("/mailboxes/" + Rest.uuid(), Map.of("name", "a"))
        .statusCode(404)
        .body("field", equalTo("mailbox"));
    rest.patch("/policies/" + rest.activePolicy(), Map.of("name", "x".repeat(201)))
        .statusCode(400)
        .body("limit", equalTo(200));
    rest.patch("/policies/" + Rest.uuid(), Map.of("name", "a"))
        .statusCode(404)
        .body("field", equalTo("policy"));
  }

  @Test
  void findsPoliciesByWorkloadStateAndName() {
    String mail = rest.activePolicy();
    String files = rest.sitePolicy();
    rest.patch("/policies/" + files, Map.of("name", "Straße ÜBER alles 100%"));

    rest.get("/policies").statusCode(200).body("items", hasSize(4));
    rest.get("/policies?workload=SHAREPOINT").body("items", hasSize(2));
    rest.get("/policies?workload=SHAREPOINT&name=über")
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(files))
        .body("items[0].providerManaged", equalTo(false));
    rest.get("/policies?name=0%").body("items", hasSize(1));
    rest.get("/policies?name=finance").body("items[0].id", equalTo(mail));
    rest.get("/policies?name=managed").body("items", hasSize(2));
    rest.get("/policies?state=CREATING").body("items", hasSize(0));
    rest.get("/policies?workload=CHAT").statusCode(400).body("field", equalTo("workload"));
    rest.get("/policies?state=GONE").statusCode(400).body("field", equalTo("state"));
    rest.get("/policies?name= ").statusCode(400).body("field", equalTo("name"));
  }

  @Test
  void findsMailboxesByName() {
    String mailbox = rest.mailbox();
    rest.putMailbox(Rest.uuid(), Map.of("name", "bob_b", "kind", "SHARED")).statusCode(201);

    rest.get("/mailboxes?name=ADA@")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(mailbox));
    rest.get("/mailboxes?name=b_b").body("items", hasSize(1));
    rest.get("/mailboxes?name=" + "x".repeat(321)).statusCode(400).body("limit", equalTo(320));
  }
}
