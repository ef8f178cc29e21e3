package io.customerkey.encryptor.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  private static final String SETTING = "customerkey.deleted-things.retention";

  @ParameterizedTest
  @ValueSource(strings = {"-PT0.001S", "P3650DT0.001S"})
  void refusesWhatNobodyCanMeanAndSaysWhatCanBeSet(Duration time) {
    assertThatThrownBy(() -> Recovery.time(SETTING, time))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(SETTING + " is 0 to 3650 days; it is " + time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT15S", "P3650D"})
  void takesAnyTimeWithin(Duration time) {
    assertThat(Recovery.time(SETTING, time)).isEqualTo(time);
  }
}
