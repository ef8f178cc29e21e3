package io.customerkey.unwrap.rules;

import io.customerkey.unwrap.verdict.PairState;
import java.time.Duration;
import java.time.Instant;

/**
 * When a pair is probed next, and how (rules, section 5).
 *
 * @param due when
 * @param both whether both keys are asked; otherwise one of them, and the other only if that fails
 */
public record ProbePlan(Instant due, boolean both) {
  /** How long both keys are left in peace while a denial is neither confirmed nor cleared. */
  public static final Duration WHILE_SUSPECT = Duration.ofSeconds(3);

  private static final int JITTER_DIVISOR = 10;

  /**
   * @param pair what is known
   * @param interval of the policies on it, the shortest
   * @param jitter 0 to 1: how much sooner, up to a tenth
   * @return the next probe
   */
  public static ProbePlan next(PairState pair, Duration interval, double jitter) {
    if (pair.newestBegan().isEmpty()) {
      return new ProbePlan(Instant.EPOCH, false);
    }
    Instant last = pair.newestBegan().get();
    if (pair.isDenied() || pair.brakedSince().isPresent()) {
      return new ProbePlan(last.plus(interval), true);
    }
    if (pair.firstDenial().isPresent()) {
      Duration wait = WHILE_SUSPECT.compareTo(interval) < 0 ? WHILE_SUSPECT : interval;
      return new ProbePlan(last.plus(wait), true);
    }
    long sooner = Math.round(interval.toNanos() * jitter / JITTER_DIVISOR);
    return new ProbePlan(last.plus(interval).minusNanos(sooner), false);
  }

  /**
   * @param now by the clock that times attempts
   * @param interval of the policies on the pair
   * @return whether it is time; also if the newest attempt lies ahead, because a clock was wrong
   */
  public boolean isDue(Instant now, Duration interval) {
    return !now.isBefore(due) || now.isBefore(due.minus(interval));
  }
}
