package io.customerkey.cli.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again and again for something that happens elsewhere, for a bounded time. */
final class Waiting {
  private static final long STEP_MILLIS = 250;

  private final Clock clock;
  private final Instant end;
  private final CountDownLatch never = new CountDownLatch(1);

  Waiting(Clock clock, Duration patience) {
    this.clock = clock;
    this.end = clock.instant().plus(patience);
  }

  /** Waits a moment; false when the time is over or the thread interrupted. */
  boolean again() {
    if (!clock.instant().isBefore(end)) {
      return false;
    }
    try {
      return !never.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
