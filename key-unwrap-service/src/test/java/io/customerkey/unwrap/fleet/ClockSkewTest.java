package io.customerkey.unwrap.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockSkewTest {
  private final House house = new House();
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final ClockSkew skew = new ClockSkew(house.clock, alerts);

  @Test
  void isPositiveWhereTheWallClockIsAheadAndNegativeWhereItIsBehind() {
    answered(Duration.ZERO, Pairs.START.minusMillis(1500));
    assertThat(skew.seconds()).isEqualTo(1.5);

    answered(Duration.ZERO, Pairs.START.plusSeconds(7));
    assertThat(skew.seconds()).isEqualTo(-7);
  }

  @Test
  void isNothingThatAWaitForTheAnswerExplains() {
    answered(Duration.ofSeconds(90), Pairs.START);
    assertThat(skew.seconds()).isZero();

    answered(Duration.ofSeconds(90), house.clock.instant().plusSeconds(90));
    assertThat(skew.seconds()).isZero();
    assertThat(alerts.raised()).isEmpty();
  }

  @Test
  void callsOperatorsOnceEachTimeItBecomesTooLarge() {
    answered(Duration.ZERO, Pairs.START.plusMillis(59_999));
    assertThat(alerts.raised()).isEmpty();

    answered(Duration.ZERO, Pairs.START.plusSeconds(60));
    answered(Duration.ZERO, Pairs.START.plusSeconds(61));
    assertThat(alerts.raised()).containsExactly(Alert.CLOCK_SKEW);

    answered(Duration.ZERO, Pairs.START);
    answered(Duration.ZERO, Pairs.START.minusSeconds(60));
    assertThat(alerts.raised()).containsExactly(Alert.CLOCK_SKEW, Alert.CLOCK_SKEW);
  }

  private void answered(Duration after, Instant there) {
    Moment asked = house.clocks.now();
    house.clock.advance(after);
    skew.compare(asked, there);
  }
}
