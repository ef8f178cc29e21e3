package io.customerkey.unwrap.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwayTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "58030", "25006", "55000", "25P03"})
  void isWhatTakesNothingNow(String state) {
    assertThat(Away.is(refusal(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40P01", "42601"})
  void isNotWhatRefusesWhatWeAsk(String state) {
    assertThat(Away.is(refusal(state))).isFalse();
  }

  @Test
  void isAConnectionThatBroke() {
    assertThat(Away.is(new IOException("reset"))).isTrue();
    assertThat(Away.is(new IllegalArgumentException("a value that is none"))).isFalse();
  }

  private static PgException refusal(String state) {
    return new PgException("refused", "ERROR", state, "");
  }
}
