package io.customerkey.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.cli.output.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private static final int MEGABYTE = 1_000_000;

  private final StringWriter err = new StringWriter();
  private final Ticking clock = new Ticking();

  private ProgressBar bar(boolean json, boolean terminal) {
    PrintWriter writer = new PrintWriter(err);
    return new ProgressBar(new Output(writer, writer, json, terminal), "stored", clock);
  }

  @Test
  void showsRateAndTimeLeftOnATerminalOnOneLine() {
    ProgressBar bar = bar(false, true);
    bar.begin(1, 100L * MEGABYTE);

    clock.pass(Duration.ofSeconds(5));
    bar.bytes(25L * MEGABYTE);

    assertThat(err.toString())
        .contains("stored 0 of 1", "[=====>", "24 %", "5.0 MB/s", "0:15 left")
        .doesNotContain("\n");
    bar.end();
    assertThat(err.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void tellsNowAndThenElsewhere() {
    ProgressBar bar = bar(false, false);
    bar.begin(3, 3);

    for (int second = 0; second < 25; second++) {
      clock.pass(Duration.ofSeconds(1));
      bar.bytes(0);
    }
    bar.end();

    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("stored 0 of"));
  }

  @Test
  void isSilentOnceItIsOver() {
    ProgressBar bar = bar(false, true);
    bar.begin(2, 2);
    bar.end();
    String before = err.toString();

    clock.pass(Duration.ofSeconds(5));
    bar.bytes(1);
    bar.item();

    assertThat(err.toString()).isEqualTo(before);
  }

  @Test
  void takesBackWhatAnAttemptHadMoved() {
    ProgressBar bar = bar(false, true);
    bar.begin(1, 100L * MEGABYTE);
    bar.bytes(80L * MEGABYTE);

    clock.pass(Duration.ofSeconds(1));
    bar.bytes(-70L * MEGABYTE);

    assertThat(err.toString()).contains("9 %");
  }

  @Test
  void isSilentForPrograms() {
    ProgressBar bar = bar(true, true);
    bar.begin(1, 1);
    clock.pass(Duration.ofMinutes(1));
    bar.item();
    bar.end();

    assertThat(err.toString()).isEmpty();
  }

  /** Stands still until it is moved. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
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
