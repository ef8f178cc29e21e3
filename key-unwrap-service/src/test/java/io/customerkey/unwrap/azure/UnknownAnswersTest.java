package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.vault.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class UnknownAnswersTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void areCountedByStageAndStatus() {
    UnknownAnswers unknown = UnknownAnswers.counted(meters);
    unknown.note(Stage.RESPONSE, 403);
    unknown.note(Stage.RESPONSE, 403);
    unknown.note(Stage.TOKEN, 0);
    assertThat(count("response", "403")).isEqualTo(2);
    assertThat(count("token", "0")).isEqualTo(1);
  }

  @Test
  void areOneSeriesBeyondTheStatusesOfHttp() {
    UnknownAnswers unknown = UnknownAnswers.counted(meters);
    unknown.note(Stage.RESPONSE, 600);
    unknown.note(Stage.RESPONSE, 999);
    assertThat(count("response", "other")).isEqualTo(2);
  }

  private double count(String stage, String status) {
    return meters
        .get("customerkey.vault.unknown.answers")
        .tag("stage", stage)
        .tag("status", status)
        .counter()
        .count();
  }
}
