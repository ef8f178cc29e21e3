package io.customerkey.unwrap.rules;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProbePlanTest {
  private static final Duration INTERVAL = Duration.ofSeconds(40);

  private final Pairs pair = new Pairs(false);

  @Test
  void probesAtOnceWhatNobodyHasAsked() {
    assertThat(next(0)).isEqualTo(new ProbePlan(Instant.EPOCH, false));
  }

  @Test
  void asksOneEveryIntervalWhileOpen() {
    pair.at(A, OK, 0);

    assertThat(next(0)).isEqualTo(new ProbePlan(START.plusSeconds(40), false));
  }

  @Test
  void jittersDownwardByATenthAtMost() {
    pair.at(A, OK, 0);

    assertThat(next(1)).isEqualTo(new ProbePlan(START.plusSeconds(36), false));
  }

  @Test
  void asksOneEveryIntervalInAnOutage() {
    pair.at(A, OK, 0).both(UNAVAILABLE, 40);

    assertThat(next(0)).isEqualTo(new ProbePlan(START.plusSeconds(80), false));
  }

  @Test
  void asksBothEveryThreeSecondsAfterADenial() {
    pair.at(A, OK, 0).at(A, DENIED, 40);

    assertThat(next(1)).isEqualTo(new ProbePlan(START.plusSeconds(43), true));
  }

  @Test
  void asksBothEveryIntervalOnceConfirmed() {
    pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);

    assertThat(next(1)).isEqualTo(new ProbePlan(START.plusSeconds(50), true));
  }

  @Test
  void asksBothEveryIntervalWhileTheBrakeHoldsADenial() {
    pair.brake(true).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);

    assertThat(next(1)).isEqualTo(new ProbePlan(START.plusSeconds(50), true));
  }

  @Test
  void isDueOnceTheIntervalIsOver() {
    pair.at(A, OK, 100);

    assertThat(isDue(139)).isFalse();
    assertThat(isDue(140)).isTrue();
  }

  @Test
  void isDueAtOnceWhereAClockThatWasWrongMadeTheNewestAttempt() {
    pair.at(A, OK, 100);

    assertThat(isDue(100)).isFalse();
    assertThat(isDue(99)).isTrue();
  }

  private boolean isDue(long seconds) {
    return next(0).isDue(START.plusSeconds(seconds), INTERVAL);
  }

  private ProbePlan next(double jitter) {
    return ProbePlan.next(pair.state(), INTERVAL, jitter);
  }
}
