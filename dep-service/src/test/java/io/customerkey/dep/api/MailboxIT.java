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
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory and assignments as tenant key admins keep them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class MailboxIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
  }

  private static Map<String, Object> body(String kind, boolean licensed) {
    return Map.of("name", "ada@contoso.example", "kind", kind, "licensed", licensed);
  }

  @Test
  void entersAMailboxOnce() {
    String mailbox = Rest.uuid();

    rest.putMailbox(mailbox, body("USER", true))
        .statusCode(201)
        .body("id", equalTo(mailbox))
        .body("name", equalTo("ada@contoso.example"))
        .body("assignment.policyId", equalTo(rest.providerPolicy("EXCHANGE")))
        .body("assignment.version", equalTo(1));
    rest.putMailbox(mailbox, body("USER", true)).statusCode(200);
    rest.putMailbox(mailbox, body("USER", false))
        .statusCode(409)
        .body("reason", equalTo("CONFLICT"));
    Rest.enrolled(base)
        .putMailbox(mailbox, body("USER", true))
        .statusCode(409)
        .body("reason", equalTo("CONFLICT"));
  }

  @Test
  void assignsAtOnceWhereAPolicyIsNamed() {
    String policy = rest.activePolicy();

    rest.putMailbox(Rest.uuid(), Map.of("name", "team", "kind", "SHARED", "policyId", policy))
        .statusCode(201)
        .body("assignment.policyId", equalTo(policy))
        .body("assignment.version", equalTo(1))
        .body("assignment.state", equalTo("PENDING"));
  }

  @Test
  void aRefusedAssignmentEntersNoMailbox() {
    String policy = rest.activePolicy();
    String mailbox = Rest.uuid();

    rest.putMailbox(
            mailbox, Map.of("name", "ada", "kind", "USER", "licensed", false, "policyId", policy))
        .statusCode(409)
        .body("reason", equalTo("LICENCE_REQUIRED"));
    rest.get("/mailboxes/" + mailbox).statusCode(404).body("field", equalTo("mailbox"));
  }

  @Test
  void anAssignmentGrowsItsVersionOnlyWhenItChanges() {
    String mailbox = rest.mailbox();
    String first = rest.activePolicy();
    String second = rest.activePolicy();

    rest.assign(mailbox, first).statusCode(200).body("assignment.version", equalTo(2));
    rest.assign(mailbox, first).statusCode(200).body("assignment.version", equalTo(2));
    rest.assign(mailbox, second)
        .statusCode(200)
        .body("assignment.version", equalTo(3))
        .body("assignment.policyId", equalTo(second));
  }

  @Test
  void theRetryOfACreationIsTheSameActWhateverWasAssignedSince() {
    String mailbox = rest.mailbox();
    rest.assign(mailbox, rest.activePolicy()).statusCode(200);

    rest.putMailbox(mailbox, body("USER", true))
        .statusCode(200)
        .body("assignment.version", equalTo(2));
  }

  @Test
  void aMailUserNeedsALicenceAndASharedMailboxNone() {
    String policy = rest.activePolicy();
    String mailUser = Rest.uuid();
    String shared = Rest.uuid();
    rest.putMailbox(mailUser, body("MAIL_USER", false)).statusCode(201);
    rest.putMailbox(shared, body("SHARED", false)).statusCode(201);

    rest.assign(mailUser, policy)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("reason", equalTo("LICENCE_REQUIRED"))
        .body("field", equalTo("mailbox"));
    rest.assign(shared, policy).statusCode(200);
  }

  @Test
  void refusesWhatIsNotThere() {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();

    rest.assign(Rest.uuid(), policy).statusCode(404).body("field", equalTo("mailbox"));
    rest.assign(mailbox, Rest.uuid()).statusCode(404).body("field", equalTo("policyId"));
    rest.assign(mailbox, Rest.enrolled(base).activePolicy())
        .statusCode(404)
        .body("field", equalTo("policyId"));
    rest.get("/mailboxes/" + Rest.enrolled(base).mailbox())
        .statusCode(404)
        .body("field", equalTo("mailbox"));
  }

  @Test
  void assignsManyOrNone() {
    String policy = rest.activePolicy();
    List<String> mailboxes = new ArrayList<>(List.of(rest.mailbox(), rest.mailbox()));
    rest.assign(mailboxes.get(0), policy).statusCode(200);

    bulk(policy, mailboxes)
        .statusCode(200)
        .body("changed", equalTo(1))
        .body("unchanged", equalTo(1));

    String untouched = rest.mailbox();
    bulk(policy, List.of(untouched, Rest.uuid()))
        .statusCode(404)
        .body("field", equalTo("mailboxIds[1]"));
    rest.get("/mailboxes/" + untouched).body("assignment.version", equalTo(1));
  }

  @Test
  void namesTheMailboxThatIsNoIdOrTooMany() {
    String policy = rest.activePolicy();
    List<String> many =
        IntStream.range(0, 10_001).mapToObj(i -> "00000000-0000-0000-0000-000000000000").toList();

    bulk(policy, List.of(Rest.uuid(), "nonsense"))
        .statusCode(400)
        .body("field", equalTo("mailboxIds[1]"));
    bulk(policy, List.of()).statusCode(400).body("field", equalTo("mailboxIds"));
    bulk(policy, many)
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("limit", equalTo(10_000));
  }

  private ValidatableResponse bulk(String policy, List<String> mailboxes) {
    return rest.admin()
        .body(Map.of("policyId", policy, "mailboxIds", mailboxes))
        .post("/tenants/" + rest.tenant + "/assignments")
        .then();
  }

  @Test
  void listsByPolicyAndState() {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.mailbox();
    rest.assign(mailbox, policy).statusCode(200);

    rest.get("/mailboxes").statusCode(200).body("items", hasSize(2));
    rest.get("/mailboxes?policy=" + policy)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(mailbox));
    rest.get("/mailboxes?state=PENDING").body("items", hasSize(2));
    rest.get("/mailboxes?state=APPLIED").body("items", hasSize(0));
    rest.get("/mailboxes?state=LATER").statusCode(400).body("field", equalTo("state"));
    rest.get("/mailboxes?limit=0").statusCode(400).body("field", equalTo("limit"));
    rest.get("/mailboxes?cursor=x").statusCode(400).body("field", equalTo("cursor"));
  }

  @Test
  void pagesInOrderOfId() {
    List<String> ids =
        List.of(rest.mailbox(), rest.mailbox(), rest.mailbox()).stream().sorted().toList();

    JsonPath first = rest.get("/mailboxes?limit=2").extract().jsonPath();
    JsonPath second =
        rest.get("/mailboxes?limit=2&cursor=" + first.getString("next")).extract().jsonPath();

    List<String> seen = new ArrayList<>(first.getList("items.id", String.class));
    seen.addAll(second.getList("items.id", String.class));
    assertThat(seen).isEqualTo(ids);
  }
}
