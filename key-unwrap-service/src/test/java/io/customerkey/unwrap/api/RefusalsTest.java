package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RefusalsTest {
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final Refusals refusals = new Refusals(alerts);

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasItsNameInTheProtocol(Reason reason) {
    assertThat(Refusals.reason(reason).name()).isEqualTo("FAILURE_REASON_" + reason.name());
  }

  @Test
  void keepsDetailsAndAdvice() {
    Throwable translated =
        refusals.translate(
            RefusedException.of(Reason.VAULT_UNAVAILABLE, "later")
                .with("policy", "p")
                .retryAfter(Duration.ofSeconds(7)));

    assertThat(translated)
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            failure -> {
              assertThat(failure.metadata()).containsEntry("policy", "p");
              assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
            });
  }

  @Test
  void callsOperatorsForRecordsAndKeysThatAreWrongAndForNothingElse() {
    for (Reason reason : Reason.values()) {
      refusals.translate(RefusedException.of(reason, "no"));
    }

    assertThat(alerts.raised())
        .containsExactlyInAnyOrder(Alert.RECORD_NOT_TRUSTED, Alert.KEY_MATERIAL_FAULT);
  }
}
