package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From two vaults to a tenant that may have policies, and what is seen of its keys later. */
final class OnboardingST {
  private static final String DECLARED =
      "subscription1=A,region1=westeurope,paid1=true,subscription2=B,region2=northeurope,paid2=true";

  private final Suite suite = Suite.running();

  @Test
  void aTenantIsEnabledOnlyAfterEverythingPassed() {
    Tenant tenant = Tenant.enrolledWithOwnVaults(suite, "onboard");
    String keys = String.join(",", tenant.keys());
    permit(tenant.vaults().get(0), "get", "wrapKey");
    patchKey(tenant, 1, Map.of("expires", "2031-01-01T00:00:00Z"));

    Ck.Result early = ck(tenant, "policy", "create", "Early", "--keys", keys);
    assertThat(early.exit()).isEqualTo(1);
    assertThat(error(early)).isEqualTo("NOT_ENABLED");
    Ck.Result unvalidated = ck(tenant, "tenant", "enable", "--keys", keys);
    assertThat(error(unvalidated)).isEqualTo("NOT_VALIDATED");

    assertThat(ck(tenant, "approver", "add", "ann", "bob").exit()).isZero();
    Ck.Result bad = ck(tenant, "tenant", "validate", "--keys", keys, "--declare", DECLARED);
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(with(bad.json(), "FAILED"))
        .containsExactlyInAnyOrder("permission_unwrap_key", "key_expiry");
    assertThat(with(bad.json(), "DECLARED"))
        .containsExactly("subscriptions", "regions", "paid_subscriptions", "approvers");

    permit(tenant.vaults().get(0), "get", "wrapKey", "unwrapKey");
    patchKey(tenant, 1, Map.of("expires", "9999-12-31T00:00:00Z"));
    Ck.Result good = ck(tenant, "tenant", "validate", "--keys", keys, "--declare", DECLARED);
    assertThat(good.exit()).as(good.toString()).isZero();
    assertThat(good.json().path("passed").asBoolean()).isTrue();
    assertThat(ck(tenant, "tenant", "validations").json().path("items"))
        .containsExactly(good.json(), bad.json());
    String earlier = bad.json().path("id").asText();
    assertThat(ck(tenant, "tenant", "validations", earlier).json()).isEqualTo(bad.json());
    assertThat(ck(tenant, "tenant", "enable", "--keys", keys).exit()).isZero();
    assertThat(ck(tenant, "policy", "create", "Late", "--keys", keys).exit()).isZero();
  }

  @Test
  void theStrictProfileDemandsAProtectedSubscription() {
    Tenant tenant = Tenant.withOwnVaults(suite, "strict");
    String[] validate = {
      "tenant",
      "validate",
      "--keys",
      String.join(",", tenant.keys()),
      "--declare",
      DECLARED,
      "--profile",
      "strict"
    };
    assertThat(with(ck(tenant, validate).json(), "FAILED"))
        .containsExactly("recovery_level", "recovery_level");

    tenant.vaults().forEach(vault -> recoveryLevel(vault, "Recoverable+ProtectedSubscription"));

    assertThat(ck(tenant, validate).exit()).isZero();
  }

  @Test
  void genuineVaultsAreCheckedWithoutAskingTheSuite() {
    Tenant tenant = Tenant.withOwnVaults(suite, "azure");
    String[] check = {
      "azure",
      "check",
      "--keys",
      String.join(",", tenant.keys()),
      "--owner",
      tenant.id().toString(),
      "--directory",
      tenant.directory(),
      "--config",
      suite.data().resolve("config/key-unwrap-service.properties").toString()
    };

    Ck.Result good = suite.ck().run(json(check));
    assertThat(good.exit()).as(good.toString()).isZero();
    assertThat(good.json().path("passed").asBoolean()).isTrue();

    permit(tenant.vaults().get(1), "get");
    Ck.Result bad = suite.ck().run(json(check));
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(with(bad.json(), "FAILED")).containsExactly("permission_wrap_key");
    check[5] = "nobody";
    assertThat(suite.ck().run(json(check)).exit()).isEqualTo(2);
  }

  @Test
  void whatADryRunForetellsHappens() {
    Tenant tenant = Tenant.withOwnVaults(suite, "foretold");
    PolicyId policy = tenant.policy();
    tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {1});

      JsonNode one =
          ck(tenant, "policy", "simulate", "revoke", policy.toString(), "--slot", "1").json();
      JsonNode both = ck(tenant, "policy", "simulate", "revoke", policy.toString()).json();

      assertThat(one.at("/dark/policies").asInt()).isZero();
      assertThat(both.at("/dark/policies").asInt()).isEqualTo(2);
      assertThat(both.at("/dark/mailboxes").asInt()).isEqualTo(1);
      assertThat(both.at("/when/holders/exchange-encryptor").asInt()).isPositive();
      long bound = both.at("/when/darkBoundMillis").asLong();
      assertThat(bound).isPositive();
      assertThat(both.at("/policies/0/availabilityKeyServes").toString()).contains("SEARCH_INDEX");
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(1);

      permit(tenant.vaults().get(0));
      tenant.rest("POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", 5000));
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(1);

      permit(tenant.vaults().get(1));
      Awaitility.await()
          .atMost(Duration.ofMillis(bound).plusSeconds(30))
          .untilAsserted(() ->
              assertThatThrownBy(() -> Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
                  .isInstanceOfSatisfying(
                      CustomerKeyException.class,
                      refused ->
                          assertThat(refused.reasonName()).isEqualTo("CUSTOMER_KEY_DENIED")));
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_SEARCH_INDEX))
          .containsExactly(1);
    }
  }

  @Test
  void whatHappensToKeysInUseIsFound() {
    lookEvery("2s", "1s");
    try {
      Tenant tenant = Tenant.withOwnVaults(suite, "posture");
      tenant.policy();
      patchKey(
          tenant,
          0,
          Map.of(
              "expires", "2031-01-01T00:00:00Z", "tags", Map.of("customerkey-tenant", "nobody")));
      recoveryLevel(tenant.vaults().get(0), "Purgeable");
      permit(tenant.vaults().get(1), "wrapKey", "unwrapKey");

      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(findings(tenant))
                  .containsExactlyInAnyOrder(
                      "key_expiry", "owner_tag", "recovery_level", "permission_get"));

      permit(tenant.vaults().get(1), "get", "wrapKey", "unwrapKey");
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(findings(tenant)).doesNotContain("permission_get"));
    } finally {
      lookEvery("24h", "10s");
    }
  }

  private void lookEvery(String interval, String sweep) {
    suite.reconfigure(
        "dep-service",
        Map.of("customerkey.posture.interval", interval, "customerkey.posture.sweep", sweep));
  }

  private List<String> findings(Tenant tenant) {
    List<String> checks = new ArrayList<>();
    ck(tenant, "tenant", "findings")
        .json()
        .path("items")
        .forEach(finding -> checks.add(finding.path("check").asText()));
    return checks;
  }

  private Ck.Result ck(Tenant tenant, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--tenant", tenant.id().toString()));
    return suite.ck().run(json(all.toArray(String[]::new)));
  }

  private static String[] json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return all.toArray(String[]::new);
  }

  private static String error(Ck.Result result) {
    return result.errorJson().at("/error/reason").asText();
  }

  private static List<String> with(JsonNode report, String result) {
    List<String> ids = new ArrayList<>();
    for (JsonNode check : report.path("checks")) {
      if (check.path("result").asText().equals(result)) {
        ids.add(check.path("id").asText());
      }
    }
    return ids;
  }

  private void permit(String vault, String... operations) {
    suite.admin(
        "PUT",
        "/vaults/" + vault + "/permissions/customer-key",
        Map.of("permissions", List.of(operations)));
  }

  private void recoveryLevel(String vault, String level) {
    suite.admin("PATCH", "/vaults/" + vault, Map.of("recoveryLevel", level));
  }

  private void patchKey(Tenant tenant, int slot, Map<String, ?> change) {
    String key = tenant.keys().get(slot);
    suite.admin(
        "PATCH",
        "/vaults/" + tenant.vaults().get(slot) + "/keys/" + key.substring(key.lastIndexOf('/') + 1),
        change);
  }
}
