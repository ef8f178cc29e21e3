package io.customerkey.availability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
  private static final List<String> KEYS = List.of("https://one/keys/a/1", "https://two/keys/b/1");

  @Test
  void readsOneAttemptAtEachKeyInAnyOrder() {
    List<VaultEvidence> swapped = List.of(unavailable(KEYS.get(1)), unavailable(KEYS.get(0)));

    assertThat(Evidence.read(swapped, KEYS)).isEqualTo(Attempts.BOTH_UNAVAILABLE);
  }

  @Test
  void refusesTwoAttemptsAtTheSameKey() {
    List<VaultEvidence> same = List.of(unavailable(KEYS.get(0)), unavailable(KEYS.get(0)));

    assertThat(Evidence.read(same, KEYS)).isEqualTo(Attempts.INSUFFICIENT);
  }

  @Test
  void refusesAnAttemptAtAKeyOfAnotherRecord() {
    List<VaultEvidence> other =
        List.of(unavailable(KEYS.get(0)), unavailable("https://two/keys/b/2"));

    assertThat(Evidence.read(other, KEYS)).isEqualTo(Attempts.INSUFFICIENT);
  }

  @Test
  void refusesASingleAttempt() {
    assertThat(Evidence.read(List.of(unavailable(KEYS.get(0))), KEYS))
        .isEqualTo(Attempts.INSUFFICIENT);
  }

  @Test
  void refusesAThirdAttempt() {
    List<VaultEvidence> three =
        List.of(unavailable(KEYS.get(0)), unavailable(KEYS.get(1)), unavailable(KEYS.get(1)));

    assertThat(Evidence.read(three, KEYS)).isEqualTo(Attempts.INSUFFICIENT);
  }

  @Test
  void tellsBothVerdictsInOneSentence() {
    List<VaultEvidence> shown =
        List.of(
            attempt(KEYS.get(0), VaultOutcome.VAULT_OUTCOME_DENIED, "key_disabled", 403),
            attempt(KEYS.get(1), VaultOutcome.VAULT_OUTCOME_UNAVAILABLE, "unreachable", 0));

    assertThat(Evidence.sentence(shown))
        .isEqualTo(
            "https://one/keys/a/1 was DENIED (key_disabled, HTTP 403); "
                + "https://two/keys/b/1 was UNAVAILABLE (unreachable)");
  }

  @Test
  void writesNoControlCharactersIntoTheSentence() {
    List<VaultEvidence> shown =
        List.of(attempt("key\n\u001b[31m", VaultOutcome.VAULT_OUTCOME_DENIED, "x".repeat(999), 1));

    assertThat(Evidence.sentence(shown))
        .startsWith("key??[31m was DENIED (xxx")
        .hasSizeLessThan(300);
  }

  private static VaultEvidence unavailable(String key) {
    return attempt(key, VaultOutcome.VAULT_OUTCOME_UNAVAILABLE, "unreachable", 0);
  }

  private static VaultEvidence attempt(
      String key, VaultOutcome outcome, String reason, int status) {
    return VaultEvidence.newBuilder()
        .setKeyId(key)
        .setOutcome(outcome)
        .setReason(reason)
        .setHttpStatus(status)
        .build();
  }
}
