package io.customerkey.unwrap.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OutcomeTest {
  @ParameterizedTest
  @MethodSource("answers")
  void isTheClassOfAnAnswerAndKeepsItsReason(
      VaultAnswer<String> answer, Outcome outcome, String reason) {
    assertThat(Outcome.of(answer)).isEqualTo(outcome);
    assertThat(Outcome.reason(answer)).isEqualTo(reason);
  }

  static Stream<Arguments> answers() {
    Evidence evidence =
        new Evidence(
            Pairs.A,
            new ClientRequestId("test-1"),
            0,
            "",
            "",
            Stage.RESPONSE,
            Pairs.START,
            Pairs.START);
    return Stream.of(
        Arguments.of(new VaultAnswer.Ok<>("key", evidence), Outcome.OK, ""),
        Arguments.of(
            new VaultAnswer.Denied<>(DenialReason.NETWORK_RULE, evidence),
            Outcome.DENIED,
            "network_rule"),
        Arguments.of(
            new VaultAnswer.Unavailable<>(UnavailableReason.THROTTLED, Optional.empty(), evidence),
            Outcome.UNAVAILABLE,
            "throttled"),
        Arguments.of(
            new VaultAnswer.Fault<>(FaultReason.CHECK_VALUE_WRONG, evidence),
            Outcome.FAULT,
            "check_value_wrong"));
  }
}
