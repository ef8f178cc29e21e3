package io.customerkey.unwrap.fleet;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.rules.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the wall clock of this machine is from the database's. One that is far ahead takes every
 * success for old and asks vaults for each request; one that is far behind says wrong times in all
 * that it writes.
 */
public final class ClockSkew {
  /** From here on operators are called. */
  static final Duration FAR = Duration.ofSeconds(60);

  private final Clock wall;
  private final Alerts alerts;
  private volatile Duration skew = Duration.ZERO;
  private boolean far;

  /**
   * @param wall wall clock of this machine
   * @param alerts called once each time the skew becomes too large
   */
  public ClockSkew(Clock wall, Alerts alerts) {
    this.wall = wall;
    this.alerts = alerts;
  }

  /**
   * The database said its time. When in between it did so is not known: only what that does not
   * explain is skew.
   *
   * @param asked when it was asked
   * @param there its time
   */
  synchronized void compare(Moment asked, Instant there) {
    skew = between(asked.wall(), wall.instant(), there);
    boolean isFar = skew.abs().compareTo(FAR) >= 0;
    if (isFar && !far) {
      alerts.raise(
          Alert.CLOCK_SKEW,
          "the wall clock is "
              + skew.abs().toSeconds()
              + (skew.isNegative() ? " seconds behind" : " seconds ahead of")
              + " the database's");
    }
    far = isFar;
  }

  private static Duration between(Instant asked, Instant answered, Instant there) {
    if (asked.isAfter(there)) {
      return Duration.between(there, asked);
    }
    return answered.isBefore(there) ? Duration.between(there, answered) : Duration.ZERO;
  }

  /**
   * @return seconds by which the wall clock is ahead, negative where it is behind
   */
  public double seconds() {
    return skew.toMillis() / 1000.0;
  }
}
