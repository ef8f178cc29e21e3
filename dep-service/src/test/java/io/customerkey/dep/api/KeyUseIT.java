package io.customerkey.dep.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.Rest;
import io.customerkey.dep.Topics;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.event.v1.KeyUseKind;
import io.customerkey.protocol.event.v1.KeyUsed;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses of keys as auditors see them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class KeyUseIT {
  private static final long NOON = 1_795_348_800L;

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private final String policy = Rest.uuid();
  private Rest rest;

  @BeforeEach
  void threeUses() throws Exception {
    rest = Rest.enrolled(base);
    use(Rest.uuid(), KeyUseKind.KEY_USE_KIND_CUSTOMER_KEY, "first", 1);
    String repeated = Rest.uuid();
    use(repeated, KeyUseKind.KEY_USE_KIND_CUSTOMER_KEY, "second", 2);
    use(repeated, KeyUseKind.KEY_USE_KIND_CUSTOMER_KEY, "second", 2);
    use(Rest.uuid(), KeyUseKind.KEY_USE_KIND_AVAILABILITY_KEY, "third", 3);
    Awaitility.await()
        .untilAsserted(() -> rest.get("/key-uses?kind=AVAILABILITY_KEY").body("items", hasSize(1)));
  }

  private static ByteString bytes(String id) {
    return ByteString.copyFrom(Id128.parse(id).toByteArray());
  }

  private void use(String id, KeyUseKind kind, String key, int second) throws Exception {
    Topics.send(
        "customerkey.key-use.v1",
        "customerkey.key-use.recorded.v1",
        bytes(rest.tenant).toByteArray(),
        KeyUsed.newBuilder()
            .setUseId(bytes(id))
            .setTenantId(bytes(rest.tenant))
            .setPolicyId(bytes(policy))
            .setKind(kind)
            .setKey(key)
            .setOperation("unwrap")
            .setPurpose(Purpose.PURPOSE_USER_READ)
            .setOutcome(
                kind == KeyUseKind.KEY_USE_KIND_CUSTOMER_KEY
                    ? VaultOutcome.VAULT_OUTCOME_OK
                    : VaultOutcome.VAULT_OUTCOME_UNSPECIFIED)
            .setUsed(Timestamp.newBuilder().setSeconds(NOON + second))
            .build()
            .toByteArray());
  }

  @Test
  void areListedNewestFirstEachOnce() {
    rest.auditor()
        .get("/tenants/" + rest.tenant + "/key-uses")
        .then()
        .statusCode(200)
        .body("items.key", contains("third", "second", "first"))
        .body("items[0].kind", equalTo("AVAILABILITY_KEY"))
        .body("items[0].purpose", equalTo("USER_READ"))
        .body("items[0].outcome", nullValue())
        .body("items[1].outcome", equalTo("OK"))
        .body("items[0].subject", nullValue())
        .body("items[0].verdictId", nullValue());
  }

  @Test
  void arePagedAndFiltered() {
    JsonPath first = rest.get("/key-uses?limit=2").extract().jsonPath();
    rest.get("/key-uses?limit=2&cursor=" + first.getString("next"))
        .body("items.key", contains("first"))
        .body("next", nullValue());

    rest.get("/key-uses?kind=CUSTOMER_KEY").body("items", hasSize(2));
    rest.get("/key-uses?policy=" + Rest.uuid()).body("items", hasSize(0));
    rest.get("/key-uses?kind=NONE").statusCode(400).body("field", equalTo("kind"));
  }

  @Test
  void areNotForAnotherTenantOrRole() {
    String path = "/tenants/" + rest.tenant + "/key-uses";

    rest.as("mallory", Rest.uuid(), "auditor").get(path).then().statusCode(404);
    rest.as("walter", rest.tenant, "workload").get(path).then().statusCode(403);
  }
}
