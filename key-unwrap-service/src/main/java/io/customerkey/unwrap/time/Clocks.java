package io.customerkey.unwrap.time;

import io.customerkey.unwrap.rules.Moment;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Both clocks of the process.
 *
 * @param wall wall clock
 * @param nanos monotonic clock, in nanoseconds
 */
public record Clocks(Clock wall, LongSupplier nanos) {
  /**
   * @return this moment by both
   */
  public Moment now() {
    return new Moment(wall.instant(), nanos.getAsLong());
  }
}
