package io.customerkey.cli.transfer;

import io.customerkey.cli.output.Output;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far a transfer is, at which rate, and how much time is left: on a terminal a line that
 * changes, elsewhere a line now and then.
 */
public final class ProgressBar implements Progress {
  private static final Duration ON_A_TERMINAL = Duration.ofMillis(100);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final int WIDTH = 24;

  /** A small item takes as long as this many bytes of a large one. */
  private static final long COST_OF_AN_ITEM = 16 * 1024;

  private final Output out;
  private final String verb;
  private final Clock clock;
  private final Instant started;
  private Instant told;
  private int items;
  private int allItems;
  private long bytes;
  private long allBytes;
  private boolean over;

  /**
   * A bar that shows nothing yet.
   *
   * @param out where it is shown
   * @param verb what is done, for example {@code stored}
   * @param clock tells the time
   */
  public ProgressBar(Output out, String verb, Clock clock) {
    this.out = out;
    this.verb = verb;
    this.clock = clock;
    this.started = clock.instant();
    this.told = started;
  }

  @Override
  public synchronized void begin(int howMany, long howMuch) {
    allItems = howMany;
    allBytes = howMuch;
  }

  @Override
  public synchronized void bytes(long more) {
    bytes += more;
    show();
  }

  @Override
  public synchronized void item() {
    items++;
    show();
  }

  @Override
  public synchronized void end() {
    over = true;
    out.passing("");
  }

  /** {@return time since it was made} */
  public Duration elapsed() {
    return Duration.between(started, clock.instant());
  }

  private void show() {
    Instant now = clock.instant();
    Duration period = out.isTerminal() ? ON_A_TERMINAL : ELSEWHERE;
    if (over || Duration.between(told, now).compareTo(period) < 0) {
      return;
    }
    told = now;
    if (out.isTerminal()) {
      out.passing(verb + " " + items + " of " + allItems + "  " + bar() + "  " + figures());
    } else {
      out.progress(verb + " " + items + " of " + allItems + ", " + figures());
    }
  }

  private String bar() {
    int full = (int) (share() * WIDTH);
    return "["
        + "=".repeat(full)
        + ">".repeat(full < WIDTH ? 1 : 0)
        + " ".repeat(Math.max(0, WIDTH - full - 1))
        + "]";
  }

  private String figures() {
    double seconds = Math.max(1, elapsed().toMillis()) / 1000.0;
    double share = share();
    String left =
        share <= 0 ? "" : ", " + duration((long) (seconds * (1 - share) / share)) + " left";
    return String.format(
        Locale.ROOT, "%d %%, %.1f MB/s%s", (int) (share * 100), bytes / seconds / 1e6, left);
  }

  private double share() {
    double all = allBytes + (double) allItems * COST_OF_AN_ITEM;
    return all <= 0 ? 1 : Math.min(1, (bytes + (double) items * COST_OF_AN_ITEM) / all);
  }

  private static String duration(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
