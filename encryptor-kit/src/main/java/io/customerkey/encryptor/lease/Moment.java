package io.customerkey.encryptor.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time on both clocks. The wall clock may be set and the monotonic one may stand still
 * while a machine sleeps, so whichever says that a time has passed is believed.
 *
 * @param wall wall clock
 * @param nanos monotonic clock, from an arbitrary origin
 */
public record Moment(Instant wall, long nanos) {
  /**
   * @param duration not negative
   * @return whether so much time has passed since this moment, by either clock
   */
  public boolean passed(Duration duration, Moment now) {
    return !now.wall.isBefore(wall.plus(duration)) || now.nanos - nanos >= duration.toNanos();
  }
}
