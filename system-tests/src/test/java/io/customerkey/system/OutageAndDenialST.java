package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whether the cloud is broken or the customer has said no, seen from a workload. */
final class OutageAndDenialST {
  private static final Duration DARK_WITHIN = Duration.ofSeconds(60);
  private final Suite suite = Suite.running();

  @Test
  void servesByTheAvailabilityKeyWhileBothVaultsAreDownAndTellsTheTenant() {
    Tenant tenant = Tenant.withOwnVaults(suite, "outage");
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {1});
      fault(tenant, Map.of("kind", "closed-port"));
      drop(tenant, policy);

      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(1);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(
                      tenant
                          .rest("GET", "/key-uses?kind=AVAILABILITY_KEY", Map.of())
                          .body()
                          .path("items")
                          .findValuesAsText("operation"))
                  .contains("unwrap"));
    }
  }

  @Test
  void refusesUsersButServesSystemActionsWhenBothKeysAreDisabledAlsoAfterARestart() {
    Tenant tenant = Tenant.withOwnVaults(suite, "denial");
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {2});
      tenant.enableKeys(false);
      Awaitility.await()
          .atMost(DARK_WITHIN)
          .untilAsserted(() -> assertDenied(client, mailbox, item));
      Awaitility.await()
          .atMost(DARK_WITHIN)
          .untilAsserted(() -> assertThat(health(tenant, policy)).isEqualTo("DENIED"));

      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_SEARCH_INDEX))
          .containsExactly(2);
      assertDenied(client, mailbox, item);

      fault(tenant, Map.of("kind", "closed-port"));
      for (String service :
          List.of(
              "availability-key-vault",
              "key-unwrap-service",
              "dep-service",
              "exchange-encryptor",
              "sharepoint-encryptor")) {
        suite.admin("POST", "/services/" + service + "/kill", Map.of());
        suite.admin("POST", "/services/" + service + "/start", Map.of());
      }
      assertDenied(client, mailbox, item);

      clear(tenant);
      tenant.enableKeys(true);
      Awaitility.await()
          .atMost(DARK_WITHIN)
          .ignoreExceptionsInstanceOf(CustomerKeyException.class)
          .untilAsserted(() ->
              assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
                  .containsExactly(2));
    }
  }

  private static String health(Tenant tenant, PolicyId policy) {
    return tenant
        .rest("GET", "/policies/" + policy + "/health", Map.of())
        .body()
        .path("health")
        .asText();
  }

  private static void assertDenied(MailboxClient client, MailboxId mailbox, ItemId item) {
    assertThatThrownBy(() -> Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e ->
                assertThat(e.reason()).isEqualTo(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED));
  }

  private void fault(Tenant tenant, Map<String, Object> fault) {
    tenant.vaults().forEach(vault -> suite.admin("POST", "/vaults/" + vault + "/faults", fault));
  }

  private void clear(Tenant tenant) {
    tenant.vaults().forEach(vault -> suite.admin("DELETE", "/vaults/" + vault + "/faults", null));
  }

  private static void drop(Tenant tenant, PolicyId policy) {
    assertThat(
            tenant
                .rest("POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", 5000))
                .status())
        .isEqualTo(200);
  }
}
