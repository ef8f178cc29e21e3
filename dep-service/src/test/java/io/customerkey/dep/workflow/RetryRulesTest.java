package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @EnumSource(
      names = {
        "FAILURE_REASON_CUSTOMER_KEY_DENIED",
        "FAILURE_REASON_ARGUMENT_INVALID",
        "FAILURE_REASON_LIMIT_EXCEEDED",
        "FAILURE_REASON_VAULT_NOT_YOURS",
        "FAILURE_REASON_KEY_MATERIAL_FAULT",
        "FAILURE_REASON_POLICY_PURGED",
        "FAILURE_REASON_NOT_FOUND"
      })
  void whatTheTenantMustChangeIsForGood(FailureReason reason) {
    assertThat(judge(reason, 0)).isInstanceOf(StepFailure.Final.class);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "FAILURE_REASON_VAULT_UNAVAILABLE",
        "FAILURE_REASON_DEPENDENCY_UNAVAILABLE",
        "FAILURE_REASON_OVERLOADED",
        "FAILURE_REASON_INTERNAL",
        "FAILURE_REASON_RECORD_NOT_TRUSTED",
        "FAILURE_REASON_CALLER_NOT_ALLOWED"
      })
  void outagesAndOurOwnFaultsAreTriedAgain(FailureReason reason) {
    assertThat(judge(reason, 0)).isInstanceOf(StepFailure.RetryLater.class);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsForGoodThatCannotBeUndoneAnyMore(FailureReason reason) {
    assertThat(RetryRules.judge(CustomerKeyException.of(reason, "x"), false, 0, NOW))
        .isInstanceOf(StepFailure.RetryLater.class);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "2,4", "6,64", "7,64", "1000,64"})
  void waitsLongerEachTimeUpToAMinute(int attempts, long seconds) {
    assertThat(RetryRules.backOff(attempts)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE_REASON_VAULT_NOT_YOURS", "FAILURE_REASON_CUSTOMER_KEY_DENIED"})
  void whatNobodyWouldAskForAgainIsTriedUntilItCanBeDone(FailureReason reason) {
    assertThat(RetryRules.judge(CustomerKeyException.of(reason, "x"), false, 3, NOW))
        .isInstanceOf(StepFailure.RetryLater.class);
  }

  @Test
  void honoursALongerPauseThatThePeerAskedFor() {
    CustomerKeyException cause =
        CustomerKeyException.of(FailureReason.FAILURE_REASON_OVERLOADED, "busy")
            .retryAfter(Duration.ofSeconds(30));

    assertThat(RetryRules.judge(cause, true, 0, NOW))
        .isEqualTo(new StepFailure.RetryLater(cause, NOW.plusSeconds(30)));
  }

  private static StepFailure judge(FailureReason reason, int attempts) {
    return RetryRules.judge(CustomerKeyException.of(reason, "x"), true, attempts, NOW);
  }
}
