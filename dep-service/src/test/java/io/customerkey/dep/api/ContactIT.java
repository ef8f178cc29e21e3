package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.Rest;
import io.customerkey.dep.Topics;
import io.customerkey.dep.contact.Deliveries;
import io.customerkey.dep.contact.DeliveryId;
import io.customerkey.dep.contact.WebhookAnswer;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.localstack.testing.WebhookReceiver;
import io.customerkey.localstack.testing.WebhookReceiver.Told;
import io.customerkey.protocol.unwrap.v1.HealthChange;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts, and what a real receiver hears of changed states. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class ContactIT {
  private static final long NOON = 1_795_348_800L;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject Deliveries deliveries;
  @Inject Pool pool;

  private final String policy = Rest.uuid();
  private Rest rest;
  private WebhookReceiver receiver;
  private String url;

  @BeforeEach
  void listen() {
    rest = Rest.enrolled(base);
    TestStack stack = TestStack.shared();
    String host =
        Objects.requireNonNull(stack.settings(Service.DEP).get("customerkey.unsafe-webhook-hosts"))
            .split(",", 2)[0];
    Path tls = stack.data().resolve("secrets/tls");
    receiver =
        WebhookReceiver.open(
            Integer.parseInt(host.split(":", 2)[1]),
            tls.resolve("vaults.pem"),
            tls.resolve("vaults.key"));
    url = "https://" + host + "/hooks?tenant=contoso";
  }

  @AfterEach
  void leave() {
    receiver.close();
  }

  private ValidatableResponse put(String contact, String to) {
    return rest.admin()
        .body(Map.of("url", to))
        .put("/tenants/" + rest.tenant + "/contacts/" + contact)
        .then();
  }

  private static ByteString bytes(String id) {
    return ByteString.copyFrom(Id128.parse(id).toByteArray());
  }

  private void changed(String of, long number, PolicyHealth from, PolicyHealth to)
      throws Exception {
    Topics.send(
        "customerkey.policy-health.v1",
        "customerkey.policy-health.changed.v1",
        bytes(of).toByteArray(),
        HealthChange.newBuilder()
            .setTenantId(bytes(rest.tenant))
            .setPolicyId(bytes(of))
            .setNumber(number)
            .setFrom(from)
            .setTo(to)
            .setReason("DENIAL_CONFIRMED")
            .setDetail("the vaults refuse")
            .setSince(Timestamp.newBuilder().setSeconds(NOON))
            .setChanged(Timestamp.newBuilder().setSeconds(NOON + number))
            .setVerdictId(bytes(Rest.uuid()))
            .build()
            .toByteArray());
  }

  private List<Told> told(int count) {
    return Awaitility.await().atMost(PATIENCE).until(receiver::told, told -> told.size() >= count);
  }

  private static String signature(String secret, Told told) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    String signed = told.headers().get("customerkey-timestamp") + "." + told.body();
    return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void areAddedWithASecretThatIsShownOnceListedAndRemoved() {
    String contact = Rest.uuid();

    put(contact, url)
        .statusCode(201)
        .body("url", equalTo(url))
        .body("createdBy", equalTo("alice"))
        .body("secret", containsString("cks_"));
    put(contact, url).statusCode(200).body("secret", nullValue());
    put(contact, url + "&x=y").statusCode(409).body("reason", equalTo("CONFLICT"));
    rest.get("/contacts")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(contact))
        .body("items[0].secret", nullValue());

    rest.delete("/contacts/" + contact).statusCode(204);
    rest.get("/contacts").body("items", hasSize(0));
    rest.delete("/contacts/" + contact).statusCode(404).body("field", equalTo("contact"));
  }

  @Test
  void areAtMostTenForATenantAndNoOtherTenants() {
    String first = Rest.uuid();
    put(first, url).statusCode(201);
    for (int i = 1; i < 10; i++) {
      put(Rest.uuid(), url).statusCode(201);
    }
    put(Rest.uuid(), url)
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("limit", equalTo(10));

    Rest other = Rest.enrolled(base);
    other
        .admin()
        .post("/tenants/" + other.tenant + "/contacts/" + first + "/test")
        .then()
        .statusCode(404);
    other.delete("/contacts/" + first).statusCode(404);
    rest.auditor()
        .body(Map.of("url", url))
        .put("/tenants/" + rest.tenant + "/contacts/" + Rest.uuid())
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.com/, https://",
    "https://user@hooks.example.com/, user name",
    "https://127.0.0.1/, DNS name",
    "https://[::ffff:10.0.0.1]/, DNS name",
    "https://2130706433/, DNS name",
    "https://localhost/, DNS name",
    "https://localhost:1/, DNS name",
    "https://hooks.example.com:8443/, port",
    "https://hooks.example.com/#x, fragment",
    "https://nowhere.invalid/, resolve"
  })
  void refuseTricksNamingTheField(String trick, String why) {
    put(Rest.uuid(), trick)
        .statusCode(400)
        .body("reason", equalTo("ARGUMENT_INVALID"))
        .body("field", equalTo("url"))
        .body("detail", containsString(why));
    assertThat(receiver.told()).isEmpty();
  }

  @Test
  void hearOfEveryChangeOnceSignedAndInOrder() throws Exception {
    JsonPath added = put(Rest.uuid(), url).statusCode(201).extract().jsonPath();

    changed(policy, 1, PolicyHealth.POLICY_HEALTH_UNKNOWN, PolicyHealth.POLICY_HEALTH_HEALTHY);
    changed(policy, 2, PolicyHealth.POLICY_HEALTH_HEALTHY, PolicyHealth.POLICY_HEALTH_DENIED);
    changed(policy, 2, PolicyHealth.POLICY_HEALTH_HEALTHY, PolicyHealth.POLICY_HEALTH_DENIED);
    changed(policy, 3, PolicyHealth.POLICY_HEALTH_DENIED, PolicyHealth.POLICY_HEALTH_HEALTHY);

    List<Told> told = told(3);
    assertThat(told)
        .extracting(one -> new JsonObject(one.body()).getInteger("number"))
        .containsExactly(1, 2, 3);
    for (Told one : told) {
      assertThat(one.path()).isEqualTo("/hooks?tenant=contoso");
      assertThat(one.headers())
          .containsEntry("customerkey-signature", signature(added.getString("secret"), one));
      assertThat(one.headers()).containsKey("customerkey-delivery");
    }
    assertThat(new JsonObject(told.get(1).body()).getMap())
        .containsEntry("type", "customerkey.policy-health.changed")
        .containsEntry("tenantId", rest.tenant)
        .containsEntry("policyId", policy)
        .containsEntry("from", "HEALTHY")
        .containsEntry("to", "DENIED")
        .containsEntry("reason", "DENIAL_CONFIRMED")
        .containsKey("verdictId");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            rest.get("/contact-deliveries?state=DELIVERED")
                .body("items", hasSize(3))
                .body("items[0].status", equalTo(204)));
  }

  @Test
  void areToldAgainUntilTheyAcceptAndLaterChangesOfThePolicyWait() throws Exception {
    put(Rest.uuid(), url).statusCode(201);
    var answers = new AtomicInteger();
    receiver.answer(
        response -> response.setStatusCode(answers.getAndIncrement() == 0 ? 503 : 200).end());
    String other = Rest.uuid();

    changed(policy, 1, PolicyHealth.POLICY_HEALTH_UNKNOWN, PolicyHealth.POLICY_HEALTH_HEALTHY);
    told(1);
    changed(policy, 2, PolicyHealth.POLICY_HEALTH_HEALTHY, PolicyHealth.POLICY_HEALTH_DENIED);
    changed(other, 7, PolicyHealth.POLICY_HEALTH_HEALTHY, PolicyHealth.POLICY_HEALTH_DENIED);

    List<Told> ofPolicy =
        told(4).stream()
            .filter(one -> new JsonObject(one.body()).getString("policyId").equals(policy))
            .toList();
    assertThat(ofPolicy)
        .extracting(one -> new JsonObject(one.body()).getInteger("number"))
        .containsExactly(1, 1, 2);
    assertThat(ofPolicy.get(0).headers().get("customerkey-delivery"))
        .isEqualTo(ofPolicy.get(1).headers().get("customerkey-delivery"))
        .isNotEqualTo(ofPolicy.get(2).headers().get("customerkey-delivery"));
  }

  @Test
  void followNoRedirect() {
    String contact = Rest.uuid();
    put(contact, url).statusCode(201);
    receiver.answer(
        response -> response.setStatusCode(307).putHeader("Location", url + "&elsewhere=1").end());
    test(contact).body("delivered", equalTo(false)).body("status", equalTo(307));
    assertThat(receiver.told())
        .extracting(Told::path)
        .noneMatch(path -> path.contains("elsewhere"));
  }

  @Test
  void readNoLongAnswerToItsEnd() {
    String contact = Rest.uuid();
    put(contact, url).statusCode(201);
    receiver.answer(response -> {
      response.setChunked(true);
      response.write(Buffer.buffer(new byte[70 * 1024]));
    });
    test(contact).body("delivered", equalTo(true)).body("status", equalTo(200));
  }

  @Test
  void thatDoNotAnswerAreGivenUpInSeconds() {
    String contact = Rest.uuid();
    put(contact, url).statusCode(201);
    receiver.answer(response -> {});

    test(contact).body("delivered", equalTo(false)).body("error", containsString("within 10 s"));
  }

  @Test
  void thatAreGoneShowWhyWhileTheyAreTriedAgain() throws Exception {
    String contact = Rest.uuid();
    put(contact, url).statusCode(201);
    receiver.close();

    test(contact).body("delivered", equalTo(false)).body("error", containsString("refused"));
    changed(policy, 1, PolicyHealth.POLICY_HEALTH_UNKNOWN, PolicyHealth.POLICY_HEALTH_HEALTHY);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            rest.get("/contact-deliveries?contact=" + contact)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("PENDING"))
                .body("items[0].error", containsString("refused"))
                .body("items[0].nextAttempt", notNullValue()));
    rest.get("/contact-deliveries?state=DEAD").body("items", hasSize(0));
    rest.get("/contact-deliveries?state=GONE").statusCode(400).body("field", equalTo("state"));
  }

  @Test
  void hearOfLaterChangesOnceAnEarlierOneIsGivenUp() throws Exception {
    String contact = Rest.uuid();
    put(contact, url).statusCode(201);
    receiver.answer(response -> response.setStatusCode(500).end());
    changed(policy, 1, PolicyHealth.POLICY_HEALTH_UNKNOWN, PolicyHealth.POLICY_HEALTH_HEALTHY);
    changed(policy, 2, PolicyHealth.POLICY_HEALTH_HEALTHY, PolicyHealth.POLICY_HEALTH_DENIED);
    String first = Objects.requireNonNull(told(1).getFirst().headers().get("customerkey-delivery"));

    deliveries
        .attempted(DeliveryId.parse(first), new WebhookAnswer.Rejected(500), Optional.empty())
        .await()
        .atMost(PATIENCE);
    receiver.answer(response -> response.setStatusCode(204).end());

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            rest.get("/contact-deliveries?state=DELIVERED")
                .body("items", hasSize(1))
                .body("items[0].number", equalTo(2)));
    rest.get("/contact-deliveries?state=DEAD")
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(first))
        .body("items[0].status", equalTo(500))
        .body("items[0].finished", notNullValue());
  }

  @Test
  void areTestedWithASignedMessageThatIsNoChange() throws Exception {
    String contact = Rest.uuid();
    String secret = put(contact, url).statusCode(201).extract().jsonPath().getString("secret");

    test(contact).body("delivered", equalTo(true)).body("status", equalTo(204));

    Told told = told(1).getFirst();
    assertThat(told.headers()).containsEntry("customerkey-signature", signature(secret, told));
    assertThat(new JsonObject(told.body()).getString("type")).isEqualTo("customerkey.test");
    rest.get("/contact-deliveries").body("items", hasSize(0)).body("next", not(notNullValue()));
  }

  @Test
  void areTestedOnceInTenSecondsEach() {
    String contact = Rest.uuid();
    String other = Rest.uuid();
    put(contact, url).statusCode(201);
    put(other, url).statusCode(201);
    test(contact);

    ask(contact)
        .statusCode(503)
        .header("Retry-After", "10")
        .body("reason", equalTo("OVERLOADED"))
        .body("detail", containsString("10 seconds"));
    assertThat(receiver.told()).hasSize(1);
    test(other);

    pool.preparedQuery(
            "UPDATE contact SET tested = tested - interval '10 seconds' WHERE contact_id = $1")
        .execute(Tuple.of(UUID.fromString(contact)))
        .await()
        .atMost(PATIENCE);
    test(contact);
  }

  private ValidatableResponse test(String contact) {
    return ask(contact).statusCode(200);
  }

  private ValidatableResponse ask(String contact) {
    return rest.admin().post("/tenants/" + rest.tenant + "/contacts/" + contact + "/test").then();
  }
}
