package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Mailboxes move to another policy by a job. */
final class ReassignmentST {
  private static final int MAILBOXES = 25;
  private final Suite suite = Suite.running();

  @Test
  void movesManyMailboxesToAnotherPolicyAndReportsProgress() {
    Tenant tenant = Tenant.create(suite);
    PolicyId first = tenant.policy();
    PolicyId second = tenant.policy();
    Map<MailboxId, ItemId> items = new HashMap<>();
    try (MailboxClient client = tenant.workload()) {
      for (int i = 0; i < MAILBOXES; i++) {
        MailboxId mailbox = tenant.mailbox(first);
        items.put(mailbox, Tenant.put(client, mailbox, new byte[] {(byte) i}));
      }
      MailboxId one = items.keySet().iterator().next();
      assertThat(client.statistics(one).policy()).contains(first);

      assertThat(
              tenant
                  .rest(
                      "POST",
                      "/assignments",
                      Map.of(
                          "policyId",
                          second.toString(),
                          "mailboxIds",
                          items.keySet().stream().map(MailboxId::toString).toList()))
                  .body()
                  .path("changed")
                  .asInt())
          .isEqualTo(MAILBOXES);

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(
                      tenant
                          .rest("GET", "/policies/" + second, Map.of())
                          .body()
                          .at("/mailboxes/applied")
                          .asInt())
                  .isEqualTo(MAILBOXES));
      items.forEach((mailbox, item) -> {
        assertThat(client.statistics(mailbox).policy()).contains(second);
        assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).hasSize(1);
      });
      assertThat(client.statistics(one).dataEncryptionPolicyId().map(Object::toString))
          .contains(
              tenant.rest("GET", "/policies/" + second, Map.of()).text("dataEncryptionPolicyId"));
    }
  }
}
