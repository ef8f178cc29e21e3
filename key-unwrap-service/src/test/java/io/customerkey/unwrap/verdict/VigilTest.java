package io.customerkey.unwrap.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VigilTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Clocks clocks = new Clocks(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanos::get);
  private final Vigil vigil = new Vigil(clocks);
  private final Moment opened = clocks.now();

  @Test
  void servesBeforeTheFirstBeat() {
    pass(Duration.ofHours(1));

    assertThat(vigil.serves(opened, clocks.now())).isTrue();
  }

  @Test
  void servesWhileItBeats() {
    for (int second = 0; second < 60; second++) {
      vigil.beat();
      pass(Duration.ofSeconds(1));
    }

    assertThat(vigil.serves(opened, clocks.now())).isTrue();
  }

  @Test
  void servesNothingAfterABreakUntilItHasAsked() {
    vigil.beat();
    pass(Vigil.BREAK.plusMillis(1));

    assertThat(vigil.serves(opened, clocks.now())).isFalse();
    Moment began = vigil.beat();
    assertThat(vigil.serves(opened, clocks.now())).isFalse();
    vigil.asked(began);
    assertThat(vigil.serves(opened, clocks.now())).isTrue();
  }

  @Test
  void takesNoAnswerForOneThatWasAskedForBeforeTheBreak() {
    Moment began = vigil.beat();
    pass(Vigil.BREAK.plusMillis(1));
    vigil.beat();

    vigil.asked(began);

    assertThat(vigil.serves(opened, clocks.now())).isFalse();
  }

  @Test
  void servesWhatItOpenedAfterTheBreak() {
    vigil.beat();
    pass(Vigil.BREAK.plusMillis(1));
    assertThat(vigil.serves(opened, clocks.now())).isFalse();

    pass(Duration.ofMillis(1));

    assertThat(vigil.serves(clocks.now(), clocks.now())).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
