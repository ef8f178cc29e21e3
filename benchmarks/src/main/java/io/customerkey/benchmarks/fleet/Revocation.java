package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.output.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Both keys of some policies are disabled at the same time while their data is read; it is watched
 * until the published bound is over, and then until all of it can be read again.
 */
final class Revocation {
  private static final Duration MARGIN = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration JUST_NOW = Duration.ofSeconds(2);

  /** How long data is watched after a command of the admin. */
  private static final Duration WATCHED = Duration.ofSeconds(25);

  /** What an admin is told of "check now": dark by then. */
  private static final Duration CHECKED = Duration.ofSeconds(20);

  /** What was answered before a drop was acknowledged may still be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  private final BenchStack stack;
  private final List<Watch> watches;
  private final Vaults vaults;
  private final Clock clock;
  private final Await await;

  /** By what data goes dark. */
  enum By {
    /** Probes alone. */
    PROBES,
    /** The kill switch. */
    KILL_SWITCH,
    /** The admin's "check now". */
    CHECK_NOW
  }

  /**
   * What else goes wrong.
   *
   * @param begin before the keys are disabled
   * @param afterBound when nothing may be read any more
   * @param end when all is over
   */
  record Trouble(Runnable begin, Runnable afterBound, Runnable end) {
    static final Trouble NONE = new Trouble(() -> {}, () -> {}, () -> {});
  }

  /**
   * What came of one policy.
   *
   * @param dark seconds from the vault's first refusal, or from the command, to the last read
   * @param sinceRevoked seconds from the disabling of the keys to the last read
   * @param restored seconds from the enabling of the keys until all could be read
   * @param readsAfterBound successful reads after the published bound
   * @param bound seconds, as published before
   */
  record Outcome(
      double dark, double sinceRevoked, double restored, long readsAfterBound, double bound) {}

  /** One policy's. */
  private static final class Watch {
    private final Subject subject;
    private Duration published = Duration.ZERO;
    private Instant begin = Instant.EPOCH;
    private Instant bound = Instant.EPOCH;
    private Instant lastRead = Instant.EPOCH;

    Watch(Subject subject) {
      this.subject = subject;
    }

    void boundOf(Instant began) {
      begin = began;
      bound = began.plus(published);
    }
  }

  Revocation(BenchStack stack, List<Subject> subjects, Clock clock) {
    this.stack = stack;
    this.watches = subjects.stream().map(Watch::new).toList();
    this.vaults =
        new Vaults(stack, subjects.stream().map(subject -> subject.policy().owner()).toList());
    this.clock = clock;
    this.await = new Await(clock);
  }

  /** Runs it once. */
  List<Outcome> run(By by, Trouble trouble) {
    ready();
    vaults.forgetCalls();
    all(this::look);
    trouble.begin().run();
    Instant revoked = clock.instant();
    all(watch -> watch.subject.enable(false));
    all(watch -> command(by, watch));
    watch(by);
    trouble.afterBound().run();
    all(watch -> watch.lastRead = watch.subject.lastRead());
    Instant enabled = clock.instant();
    all(watch -> restore(by, watch));
    requireAll(
        "is back", watch -> watch.subject.readers().stream().allMatch(r -> isBack(r, enabled)));
    trouble.end().run();
    return watches.stream().map(watch -> outcome(watch, revoked, enabled)).toList();
  }

  private void ready() {
    requireAll(
        "is ready",
        watch -> {
          Instant since = clock.instant().minus(JUST_NOW);
          return Json.text(watch.subject.health(), "/health").equals("HEALTHY")
              && watch.subject.readers().stream().allMatch(reader -> isBack(reader, since));
        });
  }

  private static boolean isBack(Reader reader, Instant since) {
    return reader.firstAfter(since).isPresent();
  }

  private void look(Watch watch) {
    watch.published = Duration.ofMillis(watch.subject.health().path("darkBoundMillis").asLong());
    watch.subject.readers().forEach(reader -> reader.forget(clock.instant()));
  }

  private void command(By by, Watch watch) {
    Instant commanded = clock.instant();
    switch (by) {
      case PROBES -> {}
      case KILL_SWITCH -> {
        JsonNode answer = watch.subject.act("suspend", Json.object());
        watch.begin = commanded;
        String leases = Json.text(answer, "/drop/otherLeasesEnd");
        watch.bound = leases.isEmpty() ? clock.instant().plus(ON_ITS_WAY) : Instant.parse(leases);
      }
      case CHECK_NOW -> {
        watch.subject.act("check-now", Json.object());
        watch.begin = commanded;
        watch.bound = commanded.plus(CHECKED);
      }
    }
  }

  private void watch(By by) {
    Instant until = clock.instant().plus(WATCHED);
    if (by == By.PROBES) {
      requireAll(
          "was refused by its vault",
          watch -> vaults.firstRefusal(watch.subject.policy().owner()).isPresent());
      all(watch ->
          watch.boundOf(vaults.firstRefusal(watch.subject.policy().owner()).orElseThrow()));
      until =
          watches.stream()
              .map(watch -> watch.bound.plus(MARGIN))
              .max(Instant::compareTo)
              .orElseThrow();
    }
    await.time(until);
  }

  private static void restore(By by, Watch watch) {
    watch.subject.enable(true);
    if (by == By.KILL_SWITCH) {
      watch.subject.act("resume", Json.object());
    }
  }

  private Outcome outcome(Watch watch, Instant revoked, Instant enabled) {
    Instant back = Instant.EPOCH;
    long after = 0;
    for (Reader reader : watch.subject.readers()) {
      Instant first = reader.firstAfter(enabled).orElseThrow();
      back = first.isAfter(back) ? first : back;
      int late = watch.bound.isBefore(enabled) ? reader.between(watch.bound, enabled) : 0;
      if (late > 0) {
        stack.say(reader.name() + ": " + late + " reads after the bound");
      }
      after += late;
    }
    return new Outcome(
        seconds(watch.begin, watch.lastRead),
        seconds(revoked, watch.lastRead),
        seconds(enabled, back),
        after,
        watch.published.toMillis() / 1e3);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
  }

  private void all(Consumer<Watch> act) {
    BenchStack.each(watches, watches.size(), act);
  }

  private void requireAll(String what, Predicate<Watch> holds) {
    if (!await.until(PATIENCE, () -> watches.stream().allMatch(holds))) {
      throw new IllegalStateException(
          "not every policy "
              + what
              + ": "
              + watches.stream()
                  .filter(holds.negate())
                  .map(watch -> watch.subject.policy().path() + " " + watch.subject.health())
                  .collect(Collectors.joining(", ")));
    }
  }
}
