package io.customerkey.benchmarks.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the same data by the same way again and again, and remembers when it could. A read counts
 * when its answer is here, so that nothing that was served is counted too early.
 */
final class Reader implements AutoCloseable {
  private final String name;
  private final Way way;
  private final Duration every;
  private final Clock clock;
  private final ConcurrentSkipListSet<Instant> successes = new ConcurrentSkipListSet<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  /** How it reads. */
  @FunctionalInterface
  interface Way {
    /**
     * Reads once.
     *
     * @throws Exception when it cannot
     */
    void read() throws Exception;
  }

  /**
   * Begins to read.
   *
   * @param name for people
   * @param way how
   * @param every how often, at most
   * @param clock of the answers
   */
  Reader(String name, Way way, Duration every, Clock clock) {
    this.name = name;
    this.way = way;
    this.every = every;
    this.clock = clock;
    Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    try {
      do {
        once();
      } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() throws InterruptedException {
    try {
      way.read();
      successes.add(clock.instant());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception refused) {
      // The next read tells whether that lasts.
    }
  }

  String name() {
    return name;
  }

  /** The last success of all. */
  Optional<Instant> last() {
    return successes.isEmpty() ? Optional.empty() : Optional.of(successes.last());
  }

  /** The first success later than this. */
  Optional<Instant> firstAfter(Instant time) {
    return Optional.ofNullable(successes.higher(time));
  }

  /** How many successes were later than this and not later than that. */
  int between(Instant from, Instant to) {
    return successes.subSet(from, false, to, true).size();
  }

  /** Successes before this are of no interest any more. */
  void forget(Instant before) {
    successes.headSet(before).clear();
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
