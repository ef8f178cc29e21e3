package io.customerkey.crypto.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.statement.StatementJudgement.Reason;
import io.customerkey.crypto.statement.StatementJudgement.Refused;
import io.customerkey.crypto.statement.StatementJudgement.Trusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustAnchorsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant DURING = Instant.parse("2026-06-01T00:00:00Z");
  private static final Bytes PAYLOAD = Bytes.ofHex("0a0b0c");
  private static final StatementSigner DEP = Keys.signer("dep-1", Keys.SEED_1);
  private static final StatementSigner OTHER = Keys.signer("dep-2", Keys.SEED_2);

  private static TrustAnchor anchor(String keyId, Bytes publicKey, boolean revoked) {
    Set<StatementType> types = Set.of(StatementType.POLICY_RECORD, StatementType.ORDER_REWRAP);
    return new TrustAnchor(new SigningKeyId(keyId), publicKey, types, FROM, TO, revoked);
  }

  private static TrustAnchors trusting(TrustAnchor... anchors) {
    return TrustAnchors.of(List.of(anchors));
  }

  @ParameterizedTest
  @CsvSource({
    // key id in the anchor, right key, revoked, type, created, verdict
    "dep-1, true,  false, POLICY_RECORD,   2026-06-01T00:00:00Z, TRUSTED",
    "dep-1, true,  false, ORDER_REWRAP,    2026-06-01T00:00:00Z, TRUSTED",
    "dep-1, true,  false, POLICY_RECORD,   2026-01-01T00:00:00Z, TRUSTED",
    "dep-1, true,  false, POLICY_RECORD,   2026-12-31T23:59:59.999999999Z, TRUSTED",
    "dep-1, true,  false, POLICY_RECORD,   2027-01-01T00:00:00Z, OUTSIDE_VALIDITY",
    "dep-1, true,  false, POLICY_RECORD,   2025-12-31T23:59:59.999999999Z, OUTSIDE_VALIDITY",
    "dep-1, true,  false, POLICY_SETTINGS, 2026-06-01T00:00:00Z, TYPE_NOT_ALLOWED",
    "dep-1, true,  false, TOMBSTONE,       2026-06-01T00:00:00Z, TYPE_NOT_ALLOWED",
    "dep-1, true,  true,  POLICY_RECORD,   2026-06-01T00:00:00Z, REVOKED",
    "dep-1, true,  true,  POLICY_RECORD,   2028-01-01T00:00:00Z, REVOKED",
    "dep-1, false, false, POLICY_RECORD,   2026-06-01T00:00:00Z, SIGNATURE_WRONG",
    "dep-9, true,  false, POLICY_RECORD,   2026-06-01T00:00:00Z, UNKNOWN_SIGNER"
  })
  void judgesBySignerTypeAndTime(
      String keyId,
      boolean rightKey,
      boolean revoked,
      StatementType type,
      Instant created,
      String verdict) {
    SignedStatement statement = DEP.sign(type, PAYLOAD);
    TrustAnchors anchors =
        trusting(anchor(keyId, rightKey ? Keys.PUBLIC_1 : Keys.PUBLIC_2, revoked));
    StatementJudgement expected =
        verdict.equals("TRUSTED")
            ? new Trusted(DEP.keyId(), statement.hash())
            : new Refused(Reason.valueOf(verdict));
    assertThat(anchors.judge(statement, created)).isEqualTo(expected);
  }

  @Test
  void refusesAChangeOfAnyBitOfPayloadAndSignature() {
    TrustAnchors anchors = trusting(anchor("dep-1", Keys.PUBLIC_1, false));
    SignedStatement statement = DEP.sign(StatementType.POLICY_RECORD, PAYLOAD);
    byte[] payload = PAYLOAD.toByteArray();
    for (int bit = 0; bit < 8 * payload.length; bit++) {
      byte[] changed = payload.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertWrong(anchors, changed, statement.signatures());
    }
    assertWrong(anchors, Bytes.ofHex("0a0b0c00").toByteArray(), statement.signatures());
    assertWrong(anchors, Bytes.ofHex("0a0b").toByteArray(), statement.signatures());
    byte[] signature = statement.signatures().getFirst().signature().toByteArray();
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] changed = signature.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Bytes wrong = Bytes.takeOwnershipOf(changed);
      assertWrong(anchors, payload, List.of(new StatementSignature(DEP.keyId(), wrong)));
    }
  }

  private static void assertWrong(
      TrustAnchors anchors, byte[] payload, List<StatementSignature> signatures) {
    var changed =
        new SignedStatement(StatementType.POLICY_RECORD, Bytes.copyOf(payload), signatures);
    assertThat(anchors.judge(changed, DURING)).isEqualTo(new Refused(Reason.SIGNATURE_WRONG));
  }

  @Test
  void refusesASignatureMovedToAnotherType() {
    TrustAnchors anchors = trusting(anchor("dep-1", Keys.PUBLIC_1, false));
    var moved =
        new SignedStatement(
            StatementType.ORDER_REWRAP,
            PAYLOAD,
            DEP.sign(StatementType.POLICY_RECORD, PAYLOAD).signatures());
    assertThat(anchors.judge(moved, DURING)).isEqualTo(new Refused(Reason.SIGNATURE_WRONG));
  }

  @Test
  void trustsOneGoodSignatureAmongOthers() {
    List<StatementSignature> both =
        new ArrayList<>(OTHER.sign(StatementType.POLICY_RECORD, PAYLOAD).signatures());
    both.addAll(DEP.sign(StatementType.POLICY_RECORD, PAYLOAD).signatures());
    var statement = new SignedStatement(StatementType.POLICY_RECORD, PAYLOAD, both);
    assertThat(trusting(anchor("dep-1", Keys.PUBLIC_1, false)).judge(statement, DURING))
        .isEqualTo(new Trusted(DEP.keyId(), statement.hash()));
    assertThat(
            trusting(anchor("dep-2", Keys.PUBLIC_2, true), anchor("dep-1", Keys.PUBLIC_1, false))
                .judge(statement, DURING))
        .isInstanceOf(Trusted.class);
    assertThat(trusting(anchor("dep-2", Keys.PUBLIC_2, true)).judge(statement, DURING))
        .isEqualTo(new Refused(Reason.REVOKED));
  }

  @Test
  void refusesWhatNobodySigned() {
    var unsigned = new SignedStatement(StatementType.POLICY_RECORD, PAYLOAD, List.of());
    assertThat(trusting(anchor("dep-1", Keys.PUBLIC_1, false)).judge(unsigned, DURING))
        .isEqualTo(new Refused(Reason.UNSIGNED));
  }

  @Test
  void refusesAmbiguousOrMalformedAnchors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            trusting(anchor("dep-1", Keys.PUBLIC_1, false), anchor("dep-1", Keys.PUBLIC_2, false)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anchor("dep-1", Bytes.ofHex("00".repeat(31)), false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anchor("dep-1", Bytes.ofHex("02" + "00".repeat(31)), false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustAnchor(DEP.keyId(), Keys.PUBLIC_1, Set.of(), FROM, FROM, false));
  }
}
