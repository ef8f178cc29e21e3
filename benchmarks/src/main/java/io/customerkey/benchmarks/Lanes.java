package io.customerkey.benchmarks;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of calls in flight for a time: each lane begins its next call when the one before
 * is answered. The first failure ends the run.
 */
final class Lanes {
  private static final int MOST_SAMPLES = 4_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Supplier<? extends ListenableFuture<?>> call;
  private final long deadline;
  private final CountDownLatch open;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final long[] nanos;

  private Lanes(
      int lanes, Duration time, int mostPerSecond, Supplier<? extends ListenableFuture<?>> call) {
    this.call = call;
    this.open = new CountDownLatch(lanes);
    this.nanos = new long[(int) Math.min(MOST_SAMPLES, mostPerSecond * (time.toSeconds() + 1))];
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /**
   * What a run came to.
   *
   * @param calls answered
   * @param perSecond of them in each second
   * @param medianMicros within which half of them were answered
   * @param tailMicros within which 99 of 100 were answered
   */
  record Sample(int calls, double perSecond, double medianMicros, double tailMicros) {
    private static Sample of(int calls, double perSecond, long[] sortedNanos) {
      return new Sample(calls, perSecond, micros(sortedNanos, 0.50), micros(sortedNanos, 0.99));
    }

    private static double micros(long[] sortedNanos, double part) {
      int index = (int) Math.min(sortedNanos.length - 1L, (long) (part * sortedNanos.length));
      return sortedNanos[index] / 1e3;
    }
  }

  /**
   * Runs for a time, and until every call begun is answered.
   *
   * @param lanes calls in flight
   * @param time to begin calls
   * @param call begins one
   */
  static Sample run(int lanes, Duration time, Supplier<? extends ListenableFuture<?>> call)
      throws InterruptedException {
    Lanes run = new Lanes(lanes, time, 200_000, call);
    long started = System.nanoTime();
    for (int lane = 0; lane < lanes; lane++) {
      run.next();
    }
    run.open.await();
    double took = (System.nanoTime() - started) / NANOS_PER_SECOND;
    Throwable failed = run.failure.get();
    if (failed != null) {
      throw new IllegalStateException("a call failed", failed);
    }
    int count = Math.min(run.answered.get(), run.nanos.length);
    long[] sorted = Arrays.copyOf(run.nanos, count);
    Arrays.sort(sorted);
    return Sample.of(run.answered.get(), run.answered.get() / took, sorted);
  }

  private void next() {
    long started = System.nanoTime();
    if (started >= deadline || failure.get() != null) {
      open.countDown();
      return;
    }
    Futures.addCallback(
        call.get(),
        new FutureCallback<Object>() {
          @Override
          public void onSuccess(@Nullable Object answer) {
            int index = answered.getAndIncrement();
            if (index < nanos.length) {
              nanos[index] = System.nanoTime() - started;
            }
            next();
          }

          @Override
          public void onFailure(Throwable reason) {
            failure.compareAndSet(null, reason);
            open.countDown();
          }
        },
        MoreExecutors.directExecutor());
  }
}
