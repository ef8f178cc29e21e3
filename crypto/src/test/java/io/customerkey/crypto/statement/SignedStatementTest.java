package io.customerkey.crypto.statement;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedStatementTest {
  private final StatementSigner signer = Keys.signer("dep-1", Keys.SEED_1);

  @Test
  void signsTypeAndPayloadWithTheirLengths() {
    SignedStatement statement = signer.sign(StatementType.RECEIPT, Bytes.ofHex("0102"));
    assertThat(Bytes.takeOwnershipOf(statement.signedBytes()).toHex())
        .isEqualTo(
            "637573746f6d65726b65792d73746174656d656e74" // customerkey-statement
                + "00000016"
                + "637573746f6d65726b65792e726563656970742e7631" // customerkey.receipt.v1
                + "00000002"
                + "0102");
    assertThat(statement.signatures())
        .extracting(StatementSignature::keyId)
        .containsExactly(signer.keyId());
  }

  @Test
  void isNamedByTheHashOfWhatWasSigned() {
    SignedStatement statement = signer.sign(StatementType.RECEIPT, Bytes.ofHex("0102"));
    var unsigned = new SignedStatement(StatementType.RECEIPT, Bytes.ofHex("0102"), List.of());
    assertThat(statement.hash()).isEqualTo(unsigned.hash()).isNotEqualTo(StatementHash.NONE);
    assertThat(new SignedStatement(StatementType.TOMBSTONE, Bytes.ofHex("0102"), List.of()).hash())
        .isNotEqualTo(statement.hash());
    assertThat(StatementHash.NONE.bytes().toByteArray()).containsOnly(0).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> new StatementHash(Bytes.empty()));
  }

  @Test
  void boundsPayloadSignaturesAndTheirLength() {
    Bytes most = Bytes.takeOwnershipOf(new byte[SignedStatement.MAX_PAYLOAD]);
    Bytes more = Bytes.takeOwnershipOf(new byte[SignedStatement.MAX_PAYLOAD + 1]);
    SignedStatement statement = signer.sign(StatementType.RECEIPT, most);
    StatementSignature signature = statement.signatures().getFirst();
    assertThat(new SignedStatement(StatementType.RECEIPT, most, Collections.nCopies(8, signature)))
        .isNotNull();
    assertRefused(
        Subject.FORMAT, () -> new SignedStatement(StatementType.RECEIPT, more, List.of()));
    assertRefused(
        Subject.FORMAT,
        () -> new SignedStatement(StatementType.RECEIPT, most, Collections.nCopies(9, signature)));
    assertRefused(
        Subject.FORMAT, () -> new StatementSignature(signer.keyId(), Bytes.ofHex("00".repeat(63))));
  }

  @ParameterizedTest
  @CsvSource({
    "POLICY_RECORD, customerkey.policy-record.v1",
    "POLICY_SETTINGS, customerkey.policy-settings.v1",
    "ORDER_REWRAP, customerkey.order-rewrap.v1",
    "ORDER_RECOVER, customerkey.order-recover.v1",
    "ORDER_PURGE, customerkey.order-purge.v1",
    "TOMBSTONE, customerkey.tombstone.v1",
    "RECEIPT, customerkey.receipt.v1",
    "CHECKPOINT, customerkey.checkpoint.v1"
  })
  void namesItsTypes(StatementType type, String name) {
    assertThat(type.typeName()).isEqualTo(name);
    assertThat(StatementType.parse(name)).contains(type);
  }

  @Test
  void knowsNoOtherType() {
    assertThat(StatementType.values()).hasSize(8);
    assertThat(StatementType.parse("customerkey.policy-record.v2")).isEmpty();
    assertThat(StatementType.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a/b", "a:b"})
  void refusesKeyIdsOfOtherCharacters(String keyId) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SigningKeyId(keyId));
  }

  @Test
  void boundsKeyIds() {
    assertThat(new SigningKeyId("azAZ09.-_")).hasToString("azAZ09.-_");
    assertThat(new SigningKeyId("x".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new SigningKeyId("x".repeat(65)));
  }

  @Test
  void signsWithAnEd25519KeyOnly() throws NoSuchAlgorithmException {
    for (String algorithm : List.of("Ed448", "EC")) {
      byte[] other =
          KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> StatementSigner.ofPkcs8(signer.keyId(), SecretBytes.takeOwnershipOf(other)));
    }
    assertThat(signer).hasToString("StatementSigner[dep-1, redacted]");
  }
}
