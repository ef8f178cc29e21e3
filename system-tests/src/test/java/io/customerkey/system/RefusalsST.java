package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Http;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What was tampered with, or is another's, is refused with a reason of its own. */
final class RefusalsST {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private final Suite suite = Suite.running();

  @Test
  void refusesARecordWithAChangedByte() throws Exception {
    Stored stored = stored();
    replaceRecord(
        stored.policy(),
        record -> {
          byte[] payload = record.getPayload().toByteArray();
          payload[payload.length - 1] ^= 1;
          return record.toBuilder().setPayload(ByteString.copyFrom(payload)).build();
        });

    assertReadRefused(stored, FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED);
  }

  @Test
  void refusesARecordSignedByAnotherKey() throws Exception {
    Stored stored = stored();
    byte[] pkcs8 =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    replaceRecord(
        stored.policy(),
        record -> {
          StatementSigner stranger =
              StatementSigner.ofPkcs8(
                  new SigningKeyId(record.getSignatures(0).getKeyId()),
                  SecretBytes.takeOwnershipOf(pkcs8));
          Bytes signature =
              stranger
                  .sign(
                      StatementType.POLICY_RECORD, Bytes.copyOf(record.getPayload().toByteArray()))
                  .signatures()
                  .get(0)
                  .signature();
          return record.toBuilder()
              .setSignatures(
                  0,
                  record.getSignatures(0).toBuilder()
                      .setSignature(ByteString.copyFrom(signature.toByteArray())))
              .build();
        });

    assertReadRefused(stored, FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED);
  }

  @Test
  void refusesAWrappedKeyMovedToAnotherMailbox() throws SQLException {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    MailboxId from = tenant.mailbox(policy);
    MailboxId to = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      var _ = Tenant.put(client, from, new byte[] {1});
      ItemId item = Tenant.put(client, to, new byte[] {2});
      try (Connection database = suite.database("exchange");
          PreparedStatement move =
              database.prepareStatement(
                  "UPDATE mailbox_key_version SET wrapped_key = (SELECT wrapped_key FROM mailbox_key_version WHERE mailbox = ?) WHERE mailbox = ?")) {
        move.setObject(1, from.value().toUuid());
        move.setObject(2, to.value().toUuid());
        assertThat(move.executeUpdate()).isEqualTo(1);
      }
      var _ =
          tenant.rest("POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", 5000));

      assertRefused(
          () -> Tenant.get(client, to, item, Purpose.PURPOSE_USER_READ),
          FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED);
    }
  }

  @Test
  void refusesAPolicyOnAKeyOfAnotherTenant() {
    Tenant owner = Tenant.create(suite);
    var _ = owner.policy();
    Tenant thief = Tenant.create(suite);

    Http.Answer answer =
        thief.requestPolicy(
            PolicyId.random(RANDOM), List.of(owner.keys().get(0), thief.keys().get(1)));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("reason")).isEqualTo("VAULT_NOT_YOURS");
    assertThat(answer.text("field")).isEqualTo("keys[0]");
  }

  @Test
  void refusesAKeyThatAnotherTenantClaimedEvenWithTheRightTag() {
    Tenant owner = Tenant.create(suite);
    var _ = owner.policy();
    Tenant thief = Tenant.create(suite);
    String key = owner.keys().get(0);
    suite.admin(
        "PATCH",
        "/vaults/" + owner.vaults().get(0) + "/keys/" + key.substring(key.lastIndexOf('/') + 1),
        Map.of("tags", Map.of("customerkey-tenant", thief.id().toString())));

    Http.Answer answer =
        thief.requestPolicy(PolicyId.random(RANDOM), List.of(key, thief.keys().get(1)));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("reason")).isEqualTo("VAULT_NOT_YOURS");
  }

  @Test
  void takesAVaultThatMovedToAnotherDirectoryForADenial() {
    Tenant tenant = Tenant.withOwnVaults(suite, "moved");
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {3});
      for (String vault : tenant.vaults()) {
        suite.admin(
            "POST",
            "/vaults/" + vault + "/faults",
            Map.of(
                "kind", "moved", "directory", UUID.nameUUIDFromBytes(new byte[] {9}).toString()));
      }
      var _ =
          tenant.rest("POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", 5000));

      assertThatThrownBy(() -> Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
          .isInstanceOfSatisfying(
              CustomerKeyException.class,
              refusal -> {
                assertThat(refusal.reason())
                    .isEqualTo(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
                Http.Answer verdict =
                    tenant.rest("GET", "/verdicts/" + refusal.metadata().get("verdict"), Map.of());
                assertThat(verdict.body().findValuesAsText("reason")).contains("vault_moved");
              });
    }
  }

  /** An item that can be read. */
  private record Stored(Tenant tenant, PolicyId policy, MailboxId mailbox, ItemId item) {}

  private Stored stored() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {1, 2, 3});
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
          .containsExactly(1, 2, 3);
      return new Stored(tenant, policy, mailbox, item);
    }
  }

  private void replaceRecord(PolicyId policy, UnaryOperator<SignedStatement> change)
      throws Exception {
    try (Connection database = suite.database("exchange");
        PreparedStatement read =
            database.prepareStatement("SELECT record FROM policy_generation WHERE policy = ?");
        PreparedStatement write =
            database.prepareStatement("UPDATE policy_generation SET record = ? WHERE policy = ?")) {
      read.setObject(1, policy.value().toUuid());
      try (ResultSet rows = read.executeQuery()) {
        assertThat(rows.next()).isTrue();
        write.setBytes(1, change.apply(SignedStatement.parseFrom(rows.getBytes(1))).toByteArray());
      }
      write.setObject(2, policy.value().toUuid());
      assertThat(write.executeUpdate()).isEqualTo(1);
    }
  }

  /** The unwrap service forgets the record it knows, and both forget their keys. */
  private void assertReadRefused(Stored stored, FailureReason reason) throws SQLException {
    suite.admin("POST", "/services/key-unwrap-service/stop", Map.of());
    try (Connection database = suite.database("unwrap");
        PreparedStatement forget =
            database.prepareStatement("DELETE FROM policy_record WHERE policy_id = ?")) {
      forget.setObject(1, stored.policy().value().toUuid());
      assertThat(forget.executeUpdate()).isPositive();
    }
    suite.admin("POST", "/services/key-unwrap-service/start", Map.of());
    suite.admin("POST", "/services/exchange-encryptor/stop", Map.of());
    suite.admin("POST", "/services/exchange-encryptor/start", Map.of());
    try (MailboxClient client = stored.tenant().workload()) {
      assertRefused(
          () -> Tenant.get(client, stored.mailbox(), stored.item(), Purpose.PURPOSE_USER_READ),
          reason);
    }
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FailureReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustomerKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
