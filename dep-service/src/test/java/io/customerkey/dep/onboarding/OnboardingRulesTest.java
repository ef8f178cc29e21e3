package io.customerkey.dep.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.onboarding.Declarations.Declaration;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.refusal.Refusal;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.dep.tenant.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OnboardingRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  private static Check check(String id, List<Check> checks) {
    return checks.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }

  private static Declaration declared(
      @Nullable String subscription, @Nullable String region, @Nullable Boolean paid) {
    return new Declaration(
        Optional.ofNullable(subscription).map(Name::new),
        Optional.ofNullable(region).map(Name::new),
        Optional.ofNullable(paid));
  }

  private static Approver approver(String subject) {
    return new Approver(new Name(subject), NOW, "alice");
  }

  private static Validation validation(Instant at, Check.Result... results) {
    List<Check> checks =
        java.util.Arrays.stream(results)
            .map(result -> new Check("key_size", 1, result, "seen", ""))
            .toList();
    return new Validation(
        new ValidationId(new Id128(1, 1)),
        new TenantId(new Id128(2, 2)),
        at,
        "alice",
        Profile.STANDARD,
        new KeyPair(List.of(new KeyUri("https://a/keys/k"), new KeyUri("https://b/keys/k"))),
        checks);
  }

  @Test
  void marksWhatIsOnlyDeclaredAsDeclared() {
    List<Check> checks =
        OnboardingRules.judge(
            false,
            List.of(approver("ann"), approver("bob")),
            new Declarations(
                declared("A", "westeurope", true), declared("B", "northeurope", true)));

    assertThat(checks)
        .filteredOn(check -> check.result() == Check.Result.DECLARED)
        .extracting(Check::id)
        .containsExactly("subscriptions", "regions", "paid_subscriptions", "approvers");
    assertThat(check("tenant_eligible", checks).result()).isEqualTo(Check.Result.PASSED);
    assertThat(check("regions", checks).observed()).isEqualTo("westeurope, northeurope");
    assertThat(check("approvers", checks).observed()).isEqualTo("2: ann, bob");
  }

  @Test
  void failsWhatWasNotDeclaredSayingHow() {
    List<Check> checks = OnboardingRules.judge(false, List.of(), Declarations.NONE);

    assertThat(checks)
        .filteredOn(check -> !check.id().equals("tenant_eligible"))
        .allSatisfy(check -> {
          assertThat(check.result()).isEqualTo(Check.Result.FAILED);
          assertThat(check.advice()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource({"A, a, true, true", "A, B, true, false", "A, B, false, true"})
  void failsOneSubscriptionForBothAndOneThatIsNotPaid(
      String one, String other, boolean paidOne, boolean paidOther) {
    List<Check> checks =
        OnboardingRules.judge(
            false,
            List.of(),
            new Declarations(declared(one, "x", paidOne), declared(other, "y", paidOther)));

    boolean different = !one.equalsIgnoreCase(other);
    assertThat(check("subscriptions", checks).result().isGood()).isEqualTo(different);
    assertThat(check("paid_subscriptions", checks).result().isGood())
        .isEqualTo(paidOne && paidOther);
  }

  @Test
  void oneApproverIsTooFew() {
    assertThat(OnboardingRules.approvers(List.of(approver("ann"))).result())
        .isEqualTo(Check.Result.FAILED);
  }

  @Test
  void aTenantOnTrialIsNotEligible() {
    assertThat(
            check("tenant_eligible", OnboardingRules.judge(true, List.of(), Declarations.NONE))
                .result())
        .isEqualTo(Check.Result.FAILED);
  }

  @ParameterizedTest
  @EnumSource(Check.Result.class)
  void enablesOnlyWithWhatPassedOrWasDeclared(Check.Result result) {
    Optional<Validation> newest = Optional.of(validation(NOW, Check.Result.PASSED, result));
    boolean good = result == Check.Result.PASSED || result == Check.Result.DECLARED;

    if (good) {
      assertThatCode(() -> OnboardingRules.requireValidated(false, newest, DAY, NOW))
          .doesNotThrowAnyException();
    } else {
      assertRefused(Refusal.NOT_VALIDATED, false, newest, NOW);
    }
  }

  @Test
  void aValidationGetsTooOld() {
    Optional<Validation> newest = Optional.of(validation(NOW, Check.Result.PASSED));

    assertThatCode(() -> OnboardingRules.requireValidated(false, newest, DAY, NOW.plus(DAY)))
        .doesNotThrowAnyException();
    assertRefused(Refusal.NOT_VALIDATED, false, newest, NOW.plus(DAY).plusMillis(1));
  }

  @Test
  void refusesATrialTenantAndKeysThatWereNeverValidated() {
    assertRefused(
        Refusal.TRIAL_TENANT, true, Optional.of(validation(NOW, Check.Result.PASSED)), NOW);
    assertRefused(Refusal.NOT_VALIDATED, false, Optional.empty(), NOW);
    assertRefused(Refusal.NOT_VALIDATED, false, Optional.of(validation(NOW)), NOW);
  }

  private static void assertRefused(
      Refusal refusal, boolean trial, Optional<Validation> newest, Instant now) {
    assertThatThrownBy(() -> OnboardingRules.requireValidated(trial, newest, DAY, now))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }
}
