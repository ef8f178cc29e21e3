package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admin does at once to a policy, and what the cloud's mistakes do not, by the command. */
final class KillSwitchST {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, Object> FORBIDDEN =
      Map.of("kind", "answer", "status", 403, "code", "Forbidden");

  private static @Nullable Tenant shared;

  private final Suite suite = Suite.running();
  private Tenant tenant;
  private PolicyId policy;
  private MailboxId mailbox;
  private MailboxClient client;
  private ItemId item;

  @BeforeEach
  void write() {
    tenant = tenant(suite);
    policy = tenant.policy();
    mailbox = tenant.mailbox(policy);
    client = tenant.workload();
    item = Tenant.put(client, mailbox, new byte[] {7});
  }

  /** The vaults of the stack are few. */
  private static synchronized Tenant tenant(Suite suite) {
    if (shared == null) {
      shared = Tenant.withOwnVaults(suite, "switched");
    }
    return shared;
  }

  @AfterEach
  void close() {
    tenant.vaults().forEach(vault -> suite.admin("DELETE", "/vaults/" + vault + "/faults", null));
    client.close();
  }

  @Test
  void suspendsAtOnceAlsoAfterEveryServiceWasKilledUntilItIsResumed() {
    assertThat(read()).containsExactly(7);

    JsonNode suspended =
        ck("policy", "suspend", policy.toString(), "--for", "10m", "--wait", "10s");

    assertRefused(FailureReason.FAILURE_REASON_POLICY_SUSPENDED, Purpose.PURPOSE_USER_READ);
    assertRefused(FailureReason.FAILURE_REASON_POLICY_SUSPENDED, Purpose.PURPOSE_SEARCH_INDEX);
    assertThat(suspended.path("availabilityKeyVaultTold").asBoolean()).isTrue();
    assertThat(suspended.path("keyUnwrapServiceTold").asBoolean()).isTrue();
    JsonNode drop = suspended.path("drop");
    assertThat(drop.path("acknowledged").asInt()).isPositive();
    assertThat(drop.has("otherLeasesEnd"))
        .isEqualTo(drop.path("acknowledged").asInt() < drop.path("instances").asInt());
    assertThat(ck("policy", "show", policy.toString()).path("suspendedUntil").asText())
        .isEqualTo(suspended.path("suspendedUntil").asText());

    for (String service :
        List.of(
            "dep-service", "availability-key-vault", "key-unwrap-service", "exchange-encryptor")) {
      suite.admin("POST", "/services/" + service + "/kill", Map.of());
      suite.admin("POST", "/services/" + service + "/start", Map.of());
    }
    assertRefused(FailureReason.FAILURE_REASON_POLICY_SUSPENDED, Purpose.PURPOSE_USER_READ);

    for (int i = 0; i < 2; i++) {
      assertThat(ck("policy", "resume", policy.toString()).path("suspended").asBoolean()).isFalse();
    }
    assertThat(read()).containsExactly(7);
  }

  @Test
  void checksNowThatTheKeysWereTakenAwayAndThatTheyAreBack() {
    assertThat(ck("policy", "check-now", policy.toString()).path("result").asText())
        .isEqualTo("OPEN");
    tenant.enableKeys(false);

    JsonNode found = ck("policy", "check-now", policy.toString(), "--wait", "20s");

    assertThat(found.path("result").asText()).isEqualTo("DENIED");
    assertThat(found.path("drop").path("acknowledged").asInt()).isPositive();
    assertThat(found.path("lastAttempts")).hasSize(2);
    found
        .path("lastAttempts")
        .forEach(attempt -> {
          assertThat(attempt.path("attemptId").asText()).isNotEmpty();
          assertThat(attempt.path("reason").asText()).isEqualTo("key_disabled");
        });
    assertRefused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, Purpose.PURPOSE_USER_READ);
    assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_SEARCH_INDEX)).containsExactly(7);
    assertRefused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, Purpose.PURPOSE_USER_READ);

    tenant.enableKeys(true);
    assertThat(ck("policy", "check-now", policy.toString()).path("result").asText())
        .isEqualTo("OPEN");
    assertThat(read()).containsExactly(7);
  }

  @Test
  void dropsNoCachedKeyForSpuriousRefusalsOfOneVaultOrOfBothForFiveSeconds() {
    assertThat(read()).containsExactly(7);
    Awaitility.await().atMost(SOON).until(() -> health().path("health").asText().equals("HEALTHY"));
    long epoch = health().path("epoch").asLong();

    suite.admin("POST", "/vaults/" + tenant.vaults().getFirst() + "/faults", FORBIDDEN);
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> health().path("health").asText().equals("DEGRADED"));
    assertThat(read()).containsExactly(7);

    suite.admin("POST", "/vaults/" + tenant.vaults().getLast() + "/faults", FORBIDDEN);
    Awaitility.await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(8))
        .untilAsserted(() -> assertThat(read()).containsExactly(7));
    tenant.vaults().forEach(vault -> suite.admin("DELETE", "/vaults/" + vault + "/faults", null));

    Awaitility.await().atMost(SOON).until(() -> health().path("health").asText().equals("HEALTHY"));
    assertThat(read()).containsExactly(7);
    assertThat(health().path("epoch").asLong()).as("nothing was dropped").isEqualTo(epoch);
  }

  private JsonNode health() {
    return tenant.rest("GET", "/policies/" + policy + "/health", Map.of()).body();
  }

  private JsonNode ck(String... arguments) {
    List<String> line = new ArrayList<>(Arrays.asList(arguments));
    line.addAll(List.of("--json", "--tenant", tenant.id().toString()));
    Ck.Result result = suite.ck().run(line.toArray(String[]::new));
    assertThat(result.exit()).as("%s", result).isZero();
    return result.json();
  }

  private byte[] read() {
    return Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ);
  }

  private void assertRefused(FailureReason reason, Purpose purpose) {
    assertThatThrownBy(() -> Tenant.get(client, mailbox, item, purpose))
        .isInstanceOfSatisfying(
            CustomerKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
