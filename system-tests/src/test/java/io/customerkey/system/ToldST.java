package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.localstack.testing.WebhookReceiver;
import io.customerkey.localstack.testing.WebhookReceiver.Told;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tenant is told, seen from outside: by {@code ck} and by a receiver of its own. */
final class ToldST {
  private static final Duration DARK_WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Suite suite = Suite.running();
  private final Tenant tenant = Tenant.withOwnVaults(suite, "told");
  private final MailboxClient client = tenant.workload();
  private WebhookReceiver receiver;
  private String host;

  @BeforeEach
  void listen() {
    host = ck("status").json().path("unsafeWebhookHosts").path(0).asText();
    Path tls = suite.data().resolve("secrets/tls");
    receiver =
        WebhookReceiver.open(
            Integer.parseInt(host.substring(host.indexOf(':') + 1)),
            tls.resolve("vaults.pem"),
            tls.resolve("vaults.key"));
  }

  @AfterEach
  void leave() {
    receiver.close();
    client.close();
  }

  private Ck.Result ck(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 3);
    all[arguments.length] = "--tenant";
    all[arguments.length + 1] = tenant.id().toString();
    all[arguments.length + 2] = "--json";
    Ck.Result result = suite.ck().run(all);
    assertThat(result.exit()).as(result.toString()).isZero();
    return result;
  }

  @Test
  void ofADenialAndItsEndWithinSecondsWithReasonAndVerdict() throws Exception {
    String secret =
        ck("contact", "add", "https://" + host + "/told").json().path("secret").asText();
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    ItemId item = Tenant.put(client, mailbox, new byte[] {9});
    await("HEALTHY", 1);

    tenant.enableKeys(false);
    Told denied = await("DENIED", 1);

    assertThat(denied.headers()).containsEntry("customerkey-signature", signature(secret, denied));
    JsonNode body = body(denied);
    assertThat(body.path("policyId").asText()).isEqualTo(policy.toString());
    assertThat(body.path("reason").asText()).isEqualTo("DENIAL_CONFIRMED");
    assertThat(body.path("detail").asText()).contains("key_disabled");
    JsonNode verdict = ck("verdict", "show", body.path("verdictId").asText()).json();
    assertThat(verdict.path("decision").asText()).isEqualTo("state_changed");
    assertThat(verdict.path("attempts").findValuesAsText("outcome"))
        .containsExactly("DENIED", "DENIED");
    JsonNode health = ck("policy", "health", policy.toString()).json();
    assertThat(health.path("health").asText()).isEqualTo("DENIED");
    assertThat(health.path("since").asText()).isEqualTo(body.path("since").asText());
    assertThat(health.path("usage").path("totalPrice").asDouble()).isPositive();
    assertThat(health.path("usage").path("days").path(0).path("calls").asInt()).isPositive();
    assertThat(ck("policy", "health").json().path("items").findValuesAsText("health"))
        .contains("DENIED");

    assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_SEARCH_INDEX)).containsExactly(9);
    assertThat(body(await("DENIED", 2)).path("reason").asText())
        .as("that the availability key serves system actions is told")
        .isEqualTo("SYSTEM_ACTIONS_SERVED");

    tenant.enableKeys(true);
    await("HEALTHY", 2);

    List<String> history =
        ck("policy", "history", policy.toString()).json().path("items").findValuesAsText("to");
    assertThat(history.reversed())
        .as("what the receiver was told, in its order")
        .isEqualTo(receiver.told().stream().map(told -> body(told).path("to").asText()).toList());
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(ck("contact", "deliveries").json().path("items").findValuesAsText("state"))
                .hasSize(history.size())
                .containsOnly("DELIVERED"));
  }

  private Told await(String state, int count) {
    return Awaitility.await()
        .atMost(DARK_WITHIN)
        .until(
            () ->
                receiver.told().stream()
                    .filter(told -> body(told).path("to").asText().equals(state))
                    .toList(),
            told -> told.size() >= count)
        .getLast();
  }

  private static JsonNode body(Told told) {
    try {
      return JSON.readTree(told.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String signature(String secret, Told told) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    String signed = told.headers().get("customerkey-timestamp") + "." + told.body();
    return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
