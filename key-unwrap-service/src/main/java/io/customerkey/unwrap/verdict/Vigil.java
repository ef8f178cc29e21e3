package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process has been running without a break. One that was frozen, for example by its
 * machine, knows nothing of what the fleet learnt meanwhile: until it has asked once, whatever the
 * answer, it serves by no key that it opened before. A process whose database is away asks in vain
 * all the time and so stays awake.
 */
public final class Vigil {
  /** No beat for so long is a break; beats come every second. */
  static final Duration BREAK = Duration.ofSeconds(10);

  private final Clocks clocks;
  private volatile @Nullable Moment last;
  private volatile @Nullable Moment woke;

  /**
   * @param clocks both clocks
   */
  public Vigil(Clocks clocks) {
    this.clocks = clocks;
  }

  /**
   * Says that the process runs; before the first beat nothing is a break.
   *
   * @return this moment
   */
  public Moment beat() {
    Moment now = clocks.now();
    beat(now);
    return now;
  }

  private synchronized void beat(Moment now) {
    if (isBreak(now)) {
      woke = now;
    }
    last = now;
  }

  /**
   * Says that the fleet's knowledge was asked for, and that this has come to an end, good or bad.
   *
   * @param began when it began
   */
  public synchronized void asked(Moment began) {
    Moment awake = woke;
    if (awake != null && began.nanos() - awake.nanos() >= 0) {
      woke = null;
    }
  }

  /**
   * On the hot path: no lock unless there was a break.
   *
   * @param began when the attempt began that opened a key
   * @param now both clocks
   * @return whether the key may be served as far as breaks go
   */
  public boolean serves(Moment began, Moment now) {
    if (isBreak(now)) {
      beat(now);
      return false;
    }
    Moment awake = woke;
    return awake == null || began.nanos() - awake.nanos() >= 0;
  }

  private boolean isBreak(Moment now) {
    Moment before = last;
    return before != null && before.left(BREAK, now).isNegative();
  }
}
