package io.customerkey.unwrap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthRuleTest {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Duration GRACE = Duration.ofHours(4);
  private static final Standing ACTIVE = standing(PolicyState.ACTIVE, false, Optional.empty());

  private final Pairs pairs = new Pairs(false);

  private static Standing standing(PolicyState state, boolean fallback, Optional<Instant> until) {
    return new Standing(
        Optional.of(
            new PolicySettings(
                TenantId.random(RANDOM),
                PolicyId.random(RANDOM),
                new Sequence(1, 1),
                state,
                Map.of(),
                false,
                fallback,
                GRACE,
                PolicySettings.DEFAULT_PROBE_INTERVAL,
                until,
                new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of()))));
  }

  private static Instant at(long seconds) {
    return Pairs.START.plusSeconds(seconds);
  }

  private static Moment moment(Instant wall) {
    return new Moment(wall, Duration.between(Pairs.START, wall).toNanos());
  }

  private static Condition condition(PairState pair, long seconds, Outcome... newest) {
    var facts = new HealthRule.Facts(pair, List.of(newest), Optional.empty());
    return HealthRule.of(facts, ACTIVE, moment(at(seconds)));
  }

  private void denied() {
    pairs
        .both(Outcome.OK, 0)
        .both(Outcome.DENIED, 10)
        .both(Outcome.DENIED, 15)
        .both(Outcome.DENIED, 20);
  }

  @Test
  void knowsNothingOfKeysThatNobodyAsked() {
    assertThat(condition(pairs.state(), 0).state()).isEqualTo(HealthState.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, HEALTHY, KEYS_OPEN",
    "DENIED, DEGRADED, ONE_VAULT_DENIES",
    "UNAVAILABLE, DEGRADED, ONE_VAULT_UNREACHABLE",
    "FAULT, DEGRADED, KEY_FAULT"
  })
  void remembersWhatTheOtherVaultSaidLastAlthoughOneKeyOpens(
      Outcome other, HealthState state, HealthReason reason) {
    pairs.at(Pairs.A, Outcome.OK, 0);

    Condition condition = condition(pairs.state(), 1, Outcome.OK, other);

    assertThat(condition.state()).isEqualTo(state);
    assertThat(condition.reason()).isEqualTo(reason);
  }

  @Test
  void isDegradedWhileADenialIsNotConfirmed() {
    pairs.both(Outcome.OK, 0).both(Outcome.DENIED, 10);

    Condition condition = condition(pairs.state(), 11, Outcome.DENIED, Outcome.DENIED);

    assertThat(condition.state()).isEqualTo(HealthState.DEGRADED);
    assertThat(condition.reason()).isEqualTo(HealthReason.DENIAL_UNCONFIRMED);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 21, DENIAL_CONFIRMED",
    "20, 21, SYSTEM_ACTIONS_SERVED",
    "20, 920, SYSTEM_ACTIONS_SERVED"
  })
  void tellsThatTheAvailabilityKeyServesSystemActionsOfADeniedPolicy(
      long used, long now, HealthReason reason) {
    denied();
    var facts = new HealthRule.Facts(pairs.state(), List.of(), Optional.of(at(used)));

    Condition condition = HealthRule.of(facts, ACTIVE, moment(at(now)));

    assertThat(condition.state()).isEqualTo(HealthState.DENIED);
    assertThat(condition.reason()).isEqualTo(reason);
    assertThat(condition.until()).isEmpty();
  }

  @Test
  void isDeniedSinceTheFirstRefusalOnceItIsConfirmed() {
    denied();

    Condition condition = condition(pairs.state(), 21, Outcome.DENIED, Outcome.DENIED);

    assertThat(condition.state()).isEqualTo(HealthState.DENIED);
    assertThat(condition.since()).contains(at(10));
    assertThat(condition.until()).isEmpty();
  }

  @Test
  void coastsUntilTheGraceOfTheTenantIsOver() {
    pairs.both(Outcome.OK, 0).both(Outcome.UNAVAILABLE, 10);
    long over = GRACE.toSeconds();

    assertThat(condition(pairs.state(), over - 1))
        .isEqualTo(Condition.until(HealthState.COASTING, HealthReason.BOTH_UNREACHABLE, at(over)));
    assertThat(condition(pairs.state(), over).reason()).isEqualTo(HealthReason.GRACE_OVER);
  }

  @Test
  void saysHowLongCachedKeysServeWhileTheBrakeHoldsADenial() {
    pairs.brake(true);
    denied();
    long over = 10 + CacheRule.SUSPECT_AT_MOST.toSeconds();

    assertThat(condition(pairs.state(), over - 1))
        .isEqualTo(Condition.until(HealthState.DEGRADED, HealthReason.BRAKED, at(over)));
    assertThat(condition(pairs.state(), over))
        .isEqualTo(Condition.of(HealthState.DEGRADED, HealthReason.BRAKED));
  }

  @Test
  void saysThatOneVaultRefusesAndTheOtherIsSilent() {
    pairs.both(Outcome.OK, 0).at(Pairs.A, Outcome.DENIED, 10).at(Pairs.B, Outcome.UNAVAILABLE, 10);

    assertThat(condition(pairs.state(), 11).reason())
        .isEqualTo(HealthReason.DENIED_AND_UNREACHABLE);
  }

  @Test
  void showsTheAvailabilityKeyUntilACustomerKeyOpensOrItsLifeIsOver() {
    pairs.both(Outcome.OK, 0).both(Outcome.UNAVAILABLE, 10);
    var facts = new HealthRule.Facts(pairs.state(), List.of(), Optional.of(at(20)));
    pairs.at(Pairs.A, Outcome.OK, 30);
    var restored = new HealthRule.Facts(pairs.state(), List.of(Outcome.OK), Optional.of(at(20)));

    assertThat(HealthRule.of(facts, ACTIVE, moment(at(21))))
        .isEqualTo(
            Condition.until(
                HealthState.AVAILABILITY_KEY,
                HealthReason.AVAILABILITY_KEY_USED,
                at(20).plus(CacheRule.AVAILABILITY_TTL)));
    assertThat(
            HealthRule.of(facts, ACTIVE, moment(at(20).plus(CacheRule.AVAILABILITY_TTL))).state())
        .isEqualTo(HealthState.COASTING);
    assertThat(HealthRule.of(restored, ACTIVE, moment(at(31))).state())
        .isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void putsADenialBeforeUsesOfTheAvailabilityKey() {
    denied();
    var facts = new HealthRule.Facts(pairs.state(), List.of(), Optional.of(at(21)));

    assertThat(HealthRule.of(facts, ACTIVE, moment(at(22))).state()).isEqualTo(HealthState.DENIED);
  }

  @Test
  void putsTheTenantsOrdersBeforeEverythingElse() {
    denied();
    var facts = new HealthRule.Facts(pairs.state(), List.of(), Optional.empty());
    Instant until = at(100);
    Standing suspended = standing(PolicyState.RECOVERING, false, Optional.of(until));
    Standing recovering = standing(PolicyState.RECOVERING, false, Optional.empty());

    Condition condition = HealthRule.of(facts, suspended, moment(at(50)));

    assertThat(condition.state()).isEqualTo(HealthState.SUSPENDED);
    assertThat(condition.until()).contains(until);
    assertThat(HealthRule.of(facts, recovering, moment(at(50))).state())
        .isEqualTo(HealthState.RECOVERING);
  }

  @Test
  void namesNoEndOfASuspensionUntilItIsResumed() {
    var facts = new HealthRule.Facts(pairs.state(), List.of(), Optional.empty());
    Standing suspended =
        standing(PolicyState.ACTIVE, false, Optional.of(PolicySettings.UNTIL_RESUMED));

    Condition condition = HealthRule.of(facts, suspended, moment(at(50)));

    assertThat(condition.state()).isEqualTo(HealthState.SUSPENDED);
    assertThat(condition.until()).isEmpty();
  }

  @Test
  void boundsTheTimeToDarkByProbesAndConfirmationWhileBothVaultsAnswer() {
    pairs.both(Outcome.OK, 0);
    Condition healthy = condition(pairs.state(), 1, Outcome.OK, Outcome.OK);

    assertThat(bound(healthy, ACTIVE, Outcome.OK, Outcome.OK))
        .isEqualTo(Duration.ofSeconds(40 + 10 + 3 + 5));
  }

  @Test
  void boundsTheTimeToDarkByTheSilenceOfAVaultThatConfirmsNothing() {
    pairs.both(Outcome.OK, 0);
    Condition degraded = condition(pairs.state(), 1, Outcome.OK, Outcome.UNAVAILABLE);
    Standing fallback = standing(PolicyState.ACTIVE, true, Optional.empty());

    assertThat(bound(degraded, ACTIVE, Outcome.OK, Outcome.UNAVAILABLE))
        .isEqualTo(Duration.ofMinutes(15).plusSeconds(48));
    assertThat(bound(degraded, fallback, Outcome.OK, Outcome.UNAVAILABLE))
        .isEqualTo(GRACE.plusSeconds(48));
  }

  @Test
  void boundsTheTimeToDarkBySuspicionWhileAKeyIsAtFaultAndConfirmsNothing() {
    pairs.both(Outcome.OK, 0);
    Condition degraded = condition(pairs.state(), 1, Outcome.OK, Outcome.FAULT);
    Standing fallback = standing(PolicyState.ACTIVE, true, Optional.empty());

    assertThat(bound(degraded, ACTIVE, Outcome.OK, Outcome.FAULT))
        .isEqualTo(Duration.ofMinutes(15).plusSeconds(48));
    assertThat(bound(degraded, fallback, Outcome.OK, Outcome.FAULT))
        .isEqualTo(GRACE.plusSeconds(48));
  }

  @Test
  void hasNoTimeToDarkOnceItIsDark() {
    denied();

    assertThat(bound(condition(pairs.state(), 21), ACTIVE)).isZero();
  }

  private static Duration bound(Condition condition, Standing standing, Outcome... newest) {
    return DarkBound.of(condition, List.of(newest), standing, Confirmation.DEFAULT);
  }
}
