package io.customerkey.cli.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells how far a transfer is, once a second. */
final class Rate {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Context context;
  private final String verb;
  private final Clock clock;
  private final Instant started;
  private Instant told;

  Rate(Context context, String verb) {
    this.context = context;
    this.verb = verb;
    this.clock = context.environment().clock();
    this.started = clock.instant();
    this.told = started;
  }

  void moved(int done, int all) {
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(PERIOD) >= 0) {
      told = now;
      double seconds = Math.max(1, Duration.between(started, now).toMillis()) / 1000.0;
      context
          .out()
          .progress(
              String.format(
                  Locale.ROOT, "%s %d of %d, %.0f a second", verb, done, all, done / seconds));
    }
  }

  Duration elapsed() {
    return Duration.between(started, clock.instant());
  }
}
