package io.customerkey.unwrap.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BrakeRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final BrakeRule RULE = BrakeRule.DEFAULT;

  @ParameterizedTest
  @CsvSource({"0,5", "1,5", "10,5", "250,5", "251,6", "300,6", "301,7", "1000,20", "1001,21"})
  void needsFiveTenantsOrTwoPercent(long fleet, long threshold) {
    assertThat(RULE.threshold(fleet)).isEqualTo(threshold);
  }

  /** Every state of a brake, against every number of tenants around the thresholds. */
  static Stream<Arguments> situations() {
    return IntStream.of(-1, 0, 1)
        .boxed()
        .flatMap(until ->
            IntStream.of(-1, 0, 1)
                .boxed()
                .flatMap(ruled ->
                    LongStream.of(0, 1, 4, 5, 6, 19, 20, 21)
                        .boxed()
                        .flatMap(turned ->
                            LongStream.of(1, 10, 250, 1000)
                                .mapToObj(fleet -> Arguments.of(until, ruled, turned, fleet)))));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void goesOnByTheTenantsThatTurnedAndStaysOnUnlessAnOperatorRuled(
      int until, int ruled, long turned, long fleet) {
    var before = new Brake(NOW.plusSeconds(until), NOW.plusSeconds(ruled));

    Brake after = RULE.judge(before, turned, fleet, NOW);

    boolean kept = ruled > 0;
    boolean on = !kept && (until > 0 || (turned >= 5 && turned * 100 >= fleet * 2));
    assertThat(after.isOn(NOW)).isEqualTo(on);
    assertThat(after).isEqualTo(on ? new Brake(NOW.plus(RULE.hold()), Instant.EPOCH) : before);
  }

  @Test
  void holdsForSixUnrelatedTenantsOfTenButNotForOneAlone() {
    assertThat(RULE.judge(Brake.OFF, 6, 10, NOW).isOn(NOW)).isTrue();
    assertThat(RULE.judge(Brake.OFF, 1, 10, NOW).isOn(NOW)).isFalse();
  }

  @Test
  void runsOutFifteenMinutesAfterTheLastDenialThatItHeld() {
    Brake on = RULE.judge(Brake.OFF, 5, 5, NOW);
    Instant later = NOW.plus(Duration.ofMinutes(14));

    assertThat(on.isOn(NOW.plus(Duration.ofMinutes(15)))).isFalse();
    assertThat(RULE.seen(on, later).isOn(later.plus(Duration.ofMinutes(14)))).isTrue();
    assertThat(RULE.seen(on, later).isOn(later.plus(Duration.ofMinutes(15)))).isFalse();
  }

  @Test
  void isNotPutOnByADenialThatItDoesNotHold() {
    assertThat(RULE.seen(Brake.OFF, NOW)).isEqualTo(Brake.OFF);
  }

  @Test
  void staysOffForAnHourAfterARuling() {
    Brake ruled = RULE.ruled(NOW);
    Instant within = NOW.plus(Duration.ofMinutes(59));
    Instant after = NOW.plus(Duration.ofMinutes(60));

    assertThat(RULE.judge(ruled, 100, 100, within).isOn(within)).isFalse();
    assertThat(RULE.judge(ruled, 100, 100, after).isOn(after)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("denials")
  void leavesNetworkRulesConsentAndTheTokenStageToAnOperator(DenialReason reason, Stage stage) {
    assertThat(BrakeRule.needsRuling(reason, stage))
        .isEqualTo(
            stage == Stage.TOKEN
                || switch (reason) {
                  case NETWORK_RULE, CONSENT_REMOVED -> true;
                  case KEY_DISABLED, PERMISSION_REMOVED, FORBIDDEN, KEY_DELETED, VAULT_MOVED ->
                      false;
                });
  }

  static Stream<Arguments> denials() {
    return Stream.of(DenialReason.values())
        .flatMap(reason -> Stream.of(Stage.values()).map(stage -> Arguments.of(reason, stage)));
  }

  @Test
  void refusesToBeOnForOneTenantAlone() {
    Duration some = Duration.ofMinutes(1);

    assertThatThrownBy(() -> new BrakeRule(1, 2, some, some, some))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 tenants");
    assertThatThrownBy(() -> new BrakeRule(5, 101, some, some, some))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100 percent");
    assertThatThrownBy(() -> new BrakeRule(5, 2, Duration.ZERO, some, some))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }
}
