package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ValidationRateTest {
  private static final TenantId TENANT = new TenantId(new Id128(0, 1));

  private final MovedClock clock = new MovedClock();
  private final ValidationRate rate = new ValidationRate(clock);

  @Test
  void refusesTheOneTooManyAndSaysWhenTheNextMayBegin() {
    exhaust();
    clock.move(Duration.ofSeconds(20));

    CustomerKeyException refused =
        catchThrowableOfType(CustomerKeyException.class, () -> rate.begin(TENANT));

    assertThat(refused.reasonName()).isEqualTo("OVERLOADED");
    assertThat(refused).hasMessageContaining("at most 10 times in 60 seconds");
    assertThat(refused.metadata()).containsEntry("limit", "10");
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(40));
  }

  @Test
  void letsOtherTenantsGoOn() {
    exhaust();

    assertThatCode(() -> rate.begin(new TenantId(new Id128(0, 2)))).doesNotThrowAnyException();
  }

  @Test
  void beginsAnewWhenTheSpanIsOver() {
    exhaust();
    clock.move(ValidationRate.SPAN);

    exhaust();
  }

  @Test
  void keepsNobodyOutAfterAClockThatWasSetBack() {
    exhaust();
    clock.move(Duration.ofHours(-1));

    exhaust();
  }

  private void exhaust() {
    for (int i = 0; i < ValidationRate.MOST; i++) {
      assertThatCode(() -> rate.begin(TENANT)).doesNotThrowAnyException();
    }
  }

  /** Stands until it is moved. */
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
