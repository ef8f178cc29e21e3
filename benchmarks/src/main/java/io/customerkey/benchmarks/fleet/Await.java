package io.customerkey.benchmarks.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what is to happen, and no longer. */
final class Await {
  private static final long STEP_MILLIS = 200;

  private final Clock clock;

  Await(Clock clock) {
    this.clock = clock;
  }

  /**
   * {@return whether it happened}
   *
   * @param patience with it
   * @param happened asked again and again
   */
  boolean until(Duration patience, BooleanSupplier happened) {
    Instant end = clock.instant().plus(patience);
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!happened.getAsBoolean()) {
        if (clock.instant().isAfter(end) || never.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Lets time pass, in which others do something. */
  void time(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    if (left.isPositive() && until(left, () -> false)) {
      throw new IllegalStateException("never happens");
    }
  }
}
