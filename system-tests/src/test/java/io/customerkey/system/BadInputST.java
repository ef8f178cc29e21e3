package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.Content;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Http;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake gets a clear error that names the field, and leaves nothing half-done. */
final class BadInputST {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final long LARGEST_ITEM = 150L << 20;
  private final Suite suite = Suite.running();

  @Nested
  final class OfAKeyAdmin {
    private final Tenant tenant = Tenant.create(suite);
    private final PolicyId policy = PolicyId.random(RANDOM);

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://v.vault.azure.net/keys/k",
          "https://v.vault.azure.net/secrets/k",
          "https://v.vault.azure.net/keys/",
          "https://v.vault.azure.net/keys/k/v/more",
          "https://v.vault.azure.net/keys/k?x=1",
          "https://v.vault.azure.net/keys/k#f",
          "https://v.vault.azure.net:8443/keys/k",
          "https://me@v.vault.azure.net/keys/k",
          "https://a.b.vault.azure.net/keys/k",
          "https://v.vault.azure.net.evil.example/keys/k",
          "https://vault.azure.net/keys/k",
          "https://v\u0430ult.vault.azure.net/keys/k",
          "https://localhost:1/keys/k",
          "https://169.254.169.254/keys/k",
          "not a uri"
        })
    void isToldOfAKeyUriThatIsNotOne(String uri) {
      assertRefused(
          tenant.requestPolicy(policy, List.of(tenant.keys().get(0), uri)),
          400,
          "ARGUMENT_INVALID",
          "keys[1]");
    }

    @Test
    void isToldOfAnEcKey() {
      String key = tenant.key(tenant.vaults().get(1), Map.of("type", "EC", "size", 256));

      assertRefused(
          tenant.requestPolicy(policy, List.of(tenant.keys().get(0), key)),
          400,
          "ARGUMENT_INVALID",
          "keys[1]");
    }

    @Test
    void isToldOfTheSameVaultTwice() {
      String second = tenant.key(tenant.vaults().get(0), Map.of());

      Http.Answer answer = tenant.requestPolicy(policy, List.of(tenant.keys().get(0), second));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("reason")).isEqualTo("ARGUMENT_INVALID");
      assertThat(answer.text("field")).startsWith("keys");
    }

    @Test
    void isToldOfAMissingTenantTag() {
      String key = tenant.key(tenant.vaults().get(0), Map.of("tags", Map.of()));

      assertRefused(
          tenant.requestPolicy(policy, List.of(key, tenant.keys().get(1))),
          403,
          "VAULT_NOT_YOURS",
          "keys[0]");
    }

    @Test
    void isToldOfAMissingPermission() {
      Tenant own = Tenant.withOwnVaults(suite, "unpermitted");
      suite.admin(
          "PUT",
          "/vaults/" + own.vaults().get(1) + "/permissions/customer-key",
          Map.of("permissions", List.of("get", "wrapKey")));

      assertRefused(own.requestPolicy(policy, own.keys()), 403, "CUSTOMER_KEY_DENIED", "keys[1]");
    }

    @Test
    void canUseTheIdAgainAfterARefusal() {
      assertRefused(
          tenant.requestPolicy(policy, List.of(tenant.keys().get(0), "not a uri")),
          400,
          "ARGUMENT_INVALID",
          "keys[1]");
      assertThat(tenant.rest("GET", "/policies/" + policy, Map.of()).status()).isEqualTo(404);

      assertThat(tenant.requestPolicy(policy, tenant.keys()).status()).isEqualTo(201);
      assertThat(tenant.requestPolicy(policy, tenant.keys()).status()).isEqualTo(200);
    }

    @Test
    void isToldOfAMailboxThatDoesNotExist() {
      PolicyId active = tenant.policy();

      Http.Answer answer =
          tenant.rest(
              "PUT",
              "/mailboxes/" + MailboxId.random(RANDOM) + "/assignment",
              Map.of("policyId", active.toString()));

      assertRefused(answer, 404, "NOT_FOUND", "mailbox");
    }
  }

  @Nested
  final class OfAWorkload {
    private final Tenant tenant = Tenant.create(suite);
    private final MailboxId mailbox = tenant.mailbox(tenant.policy());

    @Test
    void isToldOfAnUnknownMailbox() {
      try (MailboxClient client = tenant.workload()) {
        assertReason(
            () -> Tenant.put(client, MailboxId.random(RANDOM), new byte[1]),
            FailureReason.FAILURE_REASON_NOT_FOUND);
      }
    }

    @Test
    void doesNotSeeAnotherTenantsMailbox() {
      Tenant other = Tenant.create(suite);
      try (MailboxClient owner = tenant.workload();
          MailboxClient stranger = other.workload()) {
        ItemId item = Tenant.put(owner, mailbox, new byte[1]);
        assertReason(
            () -> Tenant.get(stranger, mailbox, item, Purpose.PURPOSE_USER_READ),
            FailureReason.FAILURE_REASON_NOT_FOUND);
      }
    }

    @Test
    void isToldOfAPurposeThatItsTokenDoesNotGrant() {
      try (MailboxClient client = tenant.workload(List.of("USER_READ"))) {
        assertReason(
            () -> Tenant.put(client, mailbox, new byte[1]),
            FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED);
      }
    }

    @Test
    void isToldOfAnItemOverTheLimitBeforeItIsSent() {
      ItemId item = ItemId.random(RANDOM);
      try (MailboxClient client = tenant.workload()) {
        assertReason(
            () -> upload(client, item, LARGEST_ITEM + 1, InputStream.nullInputStream()),
            FailureReason.FAILURE_REASON_LIMIT_EXCEEDED);
        assertNothingStored(client, item);
      }
    }

    @Test
    void leavesNothingOfATruncatedStream() {
      ItemId item = ItemId.random(RANDOM);
      try (MailboxClient client = tenant.workload()) {
        assertThatThrownBy(
                () -> upload(client, item, 3 << 20, new ByteArrayInputStream(new byte[2 << 20])))
            .isInstanceOf(Exception.class);
        assertNothingStored(client, item);
      }
    }

    private void upload(MailboxClient client, ItemId item, long length, InputStream content)
        throws Exception {
      var _ =
          client.put(
              new NewItem(
                  mailbox,
                  item,
                  ItemKind.ITEM_KIND_MAIL,
                  Purpose.PURPOSE_USER_WRITE,
                  ItemProperties.getDefaultInstance()),
              Content.once(content, length));
    }

    private void assertNothingStored(MailboxClient client, ItemId item) {
      assertReason(
          () -> Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ),
          FailureReason.FAILURE_REASON_NOT_FOUND);
    }
  }

  private static void assertRefused(Http.Answer answer, int status, String reason, String field) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.text("reason")).isEqualTo(reason);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.text("detail")).isNotBlank();
  }

  private static void assertReason(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FailureReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustomerKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
