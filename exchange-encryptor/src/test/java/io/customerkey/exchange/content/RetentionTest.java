package io.customerkey.exchange.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "P3651D"})
  void refusesWhatNobodyCanMean(Duration time) {
    assertThatThrownBy(() -> new Retention(time)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void canBeNothing() {
    assertThat(new Retention(Duration.ZERO).time()).isZero();
  }
}
