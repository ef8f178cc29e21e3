package io.customerkey.sharepoint.store;

import java.time.Duration;

/** Durations as PostgreSQL's make_interval takes them. */
final class Seconds {
  private static final double MILLIS = 1_000.0;

  private Seconds() {}

  static double of(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
