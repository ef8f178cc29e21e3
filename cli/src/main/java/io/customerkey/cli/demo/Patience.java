package io.customerkey.cli.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks again and again until something is so, for a bounded time. */
final class Patience {
  private final Clock clock;
  private final CountDownLatch never = new CountDownLatch(1);

  Patience(Clock clock) {
    this.clock = clock;
  }

  /** What is looked at. */
  @FunctionalInterface
  interface Look {
    boolean holds() throws Exception;
  }

  /**
   * Waits until it is so.
   *
   * @param limit how long at most
   * @param step between two looks
   * @param what is waited for, to complete "not within a minute: …"
   * @return how long it took
   */
  Duration until(Duration limit, Duration step, String what, Look look) throws Exception {
    Instant begun = clock.instant();
    while (!look.holds()) {
      Duration waited = Duration.between(begun, clock.instant());
      StepFailed.unless(
          waited.compareTo(limit) < 0, "not within " + Story.seconds(limit) + ": " + what);
      if (never.await(step.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the latch is never counted down");
      }
    }
    return Duration.between(begun, clock.instant());
  }
}
