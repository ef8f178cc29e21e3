package io.customerkey.unwrap.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks of this process. Expiry is judged by whichever says expired, so that
 * setting the wall clock back lengthens nothing.
 *
 * @param wall wall clock
 * @param nanos monotonic clock, in nanoseconds
 */
public record Moment(Instant wall, long nanos) {
  /**
   * @param span a time to live
   * @param now later
   * @return what is left of it; negative when it is over by either clock
   */
  public Duration left(Duration span, Moment now) {
    Duration byWall = Duration.between(now.wall, wall).plus(span);
    Duration byNanos = span.minusNanos(now.nanos - nanos);
    return byWall.compareTo(byNanos) < 0 ? byWall : byNanos;
  }
}
