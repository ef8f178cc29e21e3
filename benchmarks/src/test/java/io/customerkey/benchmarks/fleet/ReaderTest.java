package io.customerkey.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReaderTest {
  private static final Duration EVERY = Duration.ofMillis(1);

  private final Clock clock = Clock.systemUTC();
  private final Await await = new Await(clock);

  @Test
  void remembersWhenItCouldReadAndNotWhenItCouldNot() {
    AtomicBoolean open = new AtomicBoolean(true);
    Instant begin = clock.instant().minusMillis(1);
    try (Reader reader = new Reader("reader", () -> read(open), EVERY, clock)) {
      assertThat(await.until(Duration.ofSeconds(10), () -> reader.firstAfter(begin).isPresent()))
          .isTrue();
      open.set(false);
      Instant closed = clock.instant();
      CountDownLatch tried = new CountDownLatch(2);
      try (Reader later = new Reader("later", () -> refused(tried), EVERY, clock)) {
        assertThat(wait(tried)).isTrue();
        assertThat(later.last()).isEmpty();
      }
      open.set(true);
      assertThat(await.until(Duration.ofSeconds(10), () -> reader.firstAfter(closed).isPresent()))
          .isTrue();

      assertThat(reader.last().orElseThrow()).isAfter(closed);
      assertThat(reader.between(begin, clock.instant())).isPositive();
    }
  }

  private static void read(AtomicBoolean open) {
    if (!open.get()) {
      throw new IllegalStateException("refused");
    }
  }

  private static void refused(CountDownLatch tried) {
    tried.countDown();
    throw new IllegalStateException("refused");
  }

  private static boolean wait(CountDownLatch tried) {
    try {
      return tried.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
