package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.Statistics;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.system.suite.Http;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the customer does not protect itself is under the provider's keys. */
final class ProviderManagedST {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(60);

  private final Suite suite = Suite.running();
  private final Tenant tenant = Tenant.create(suite);

  @ParameterizedTest
  @CsvSource({"USER, false", "SHARED, false", "MAIL_USER, true"})
  void protectsAMailboxOfAnyKindThatHasNoPolicy(String kind, boolean licensed) {
    MailboxId mailbox = unassigned(kind, licensed);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {9});

      Statistics statistics = client.statistics(mailbox);

      assertThat(statistics.encrypted()).isTrue();
      assertThat(statistics.policy()).contains(providerManaged("EXCHANGE"));
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(9);
    }
  }

  @Test
  void takesAMailboxBackFromACustomerPolicy() {
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {9});
      assertThat(client.statistics(mailbox).policy()).contains(policy);

      Http.Answer answer = tenant.rest("DELETE", "/mailboxes/" + mailbox + "/assignment", Map.of());

      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      Awaitility.await()
          .atMost(FOLLOWED_WITHIN)
          .untilAsserted(() ->
              assertThat(client.statistics(mailbox).policy())
                  .contains(providerManaged("EXCHANGE")));
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(9);
    }
  }

  @Test
  void isNotTheCustomersToChange() {
    Http.Answer answer =
        tenant.rest(
            "PATCH", "/policies/" + providerManaged("EXCHANGE"), Map.of("name", "Mine now"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("reason")).isEqualTo("PROVIDER_MANAGED");
    assertThat(tenant.rest("GET", "/policies", Map.of()).body().path("items"))
        .extracting(policy -> policy.path("name").asText())
        .containsExactlyInAnyOrder("Provider-managed (Exchange)", "Provider-managed (SharePoint)");
  }

  private MailboxId unassigned(String kind, boolean licensed) {
    MailboxId mailbox = MailboxId.random(RANDOM);
    Http.Answer answer =
        tenant.rest(
            "PUT",
            "/mailboxes/" + mailbox,
            Map.of("name", mailbox + "@x.test", "kind", kind, "licensed", licensed));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return mailbox;
  }

  private PolicyId providerManaged(String workload) {
    for (JsonNode each : tenant.rest("GET", "", Map.of()).body().path("providerManaged")) {
      if (each.path("workload").asText().equals(workload)) {
        return PolicyId.parse(each.path("policyId").asText());
      }
    }
    throw new IllegalStateException("no provider-managed policy for " + workload);
  }
}
