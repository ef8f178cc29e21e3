package io.customerkey.servicekit.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatementVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int SPKI_PREFIX = 12;

  private final KeyPair keys;
  private final StatementVerifier verifier;

  @TempDir private Path folder;

  StatementVerifierTest(@TempDir Path anchors) throws GeneralSecurityException, IOException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] spki = keys.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(spki, SPKI_PREFIX, spki.length);
    Path file = anchors.resolve("anchors.json");
    Files.writeString(
        file,
        "[{\"keyId\":\"dep-1\",\"publicKey\":\""
            + Base64.getEncoder().encodeToString(raw)
            + "\",\"types\":[\"customerkey.policy-record.v1\",\"customerkey.order-rewrap.v1\"],"
            + "\"notBefore\":\"2026-01-01T00:00:00Z\",\"notAfter\":\"2027-01-01T00:00:00Z\",\"revoked\":false}]");
    verifier = new StatementVerifier(file, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void believesARecordOfATrustedSigner() {
    SignedStatement statement = sign("dep-1", StatementType.POLICY_RECORD, record());

    Verified<PolicyRecord> verified = verifier.policyRecord(statement);

    assertThat(verified.payload()).isEqualTo(record());
    assertThat(verified.statement()).isSameAs(statement);
  }

  @Test
  void refusesAChangedByte() {
    SignedStatement statement = sign("dep-1", StatementType.POLICY_RECORD, record());
    PolicyRecord changed = record().toBuilder().setFormatVersion(2).build();

    assertReason(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
        () ->
            verifier.policyRecord(
                statement.toBuilder().setPayload(changed.toByteString()).build()));
  }

  @Test
  void refusesAnUnknownSigner() {
    assertReason(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
        () -> verifier.policyRecord(sign("other", StatementType.POLICY_RECORD, record())));
  }

  @Test
  void refusesAStatementOfAnotherType() {
    assertReason(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
        () -> verifier.policyRecord(sign("dep-1", StatementType.ORDER_REWRAP, record())));
  }

  @Test
  void refusesAnExpiredOrder() {
    assertReason(
        FailureReason.FAILURE_REASON_ORDER_INVALID,
        () -> verifier.rewrapOrder(sign("dep-1", StatementType.ORDER_REWRAP, order(NOW))));
    assertThat(
            verifier
                .rewrapOrder(sign("dep-1", StatementType.ORDER_REWRAP, order(NOW.plusSeconds(1))))
                .payload()
                .getReason())
        .isEqualTo("reassigned");
  }

  @Test
  void refusesATimeThatCannotBe() {
    Timestamp never = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build();

    assertReason(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
        () ->
            verifier.policyRecord(
                sign(
                    "dep-1",
                    StatementType.POLICY_RECORD,
                    record().toBuilder().setCreated(never).build())));
    assertReason(
        FailureReason.FAILURE_REASON_ORDER_INVALID,
        () ->
            verifier.rewrapOrder(
                sign(
                    "dep-1",
                    StatementType.ORDER_REWRAP,
                    order(NOW.plusSeconds(1)).toBuilder().setExpires(never).build())));
  }

  @Test
  void stopsAtStartOnAMalformedAnchor() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "[{\"keyId\":\"x\"}]");

    assertThatThrownBy(() -> new StatementVerifier(file, Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken.json");
  }

  private SignedStatement sign(
      String keyId, StatementType type, com.google.protobuf.MessageLite payload) {
    try (SecretBytes pkcs8 = SecretBytes.takeOwnershipOf(keys.getPrivate().getEncoded())) {
      return Statements.toProto(
          StatementSigner.ofPkcs8(new SigningKeyId(keyId), pkcs8)
              .sign(type, Bytes.takeOwnershipOf(payload.toByteArray())));
    }
  }

  private static PolicyRecord record() {
    return PolicyRecord.newBuilder().setFormatVersion(1).setCreated(time(NOW)).build();
  }

  private static RewrapOrder order(Instant expires) {
    return RewrapOrder.newBuilder()
        .setReason("reassigned")
        .setCreated(time(NOW.minusSeconds(60)))
        .setExpires(time(expires))
        .build();
  }

  private static Timestamp time(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private static void assertReason(FailureReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustomerKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
