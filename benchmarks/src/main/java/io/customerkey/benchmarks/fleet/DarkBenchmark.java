package io.customerkey.benchmarks.fleet;

import io.customerkey.benchmarks.Bounds;
import io.customerkey.benchmarks.Report;
import io.customerkey.benchmarks.fleet.Revocation.By;
import io.customerkey.benchmarks.fleet.Revocation.Outcome;
import io.customerkey.benchmarks.fleet.Revocation.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Both keys of policies revoked under load, with three instances of key-unwrap-service. Four
 * tenants are revoked at the same time and again and again, no fifth one, so that the brake stays
 * off.
 */
@Command(
    name = "dark",
    description =
        "Both keys revoked under load, on a suite of its own: by probes, by the kill switch, by"
            + " check-now, with an instance paused and with Kafka down. All of it takes half an"
            + " hour.",
    mixinStandardHelpOptions = true)
public final class DarkBenchmark implements Callable<Integer> {
  private static final int INSTANCES = 3;
  private static final int TENANTS = 4;
  private static final int BITS = 2048;
  private static final int SHORT_SECONDS = 5;
  private static final Duration AFTER_RESUMING = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--rounds",
      defaultValue = "8",
      description =
          "Revocations with the default settings, and with each command (default:"
              + " ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--short-rounds",
      defaultValue = "30",
      description = "Revocations with probes every 5 s (default: ${DEFAULT-VALUE}).")
  private int shortRounds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "KIND",
      description =
          "Only these: probes, short, kill_switch, check_now, paused, kafka (default: all).")
  private Set<Kind> only = EnumSet.allOf(Kind.class);

  /** What is measured. */
  private enum Kind {
    PROBES,
    SHORT,
    KILL_SWITCH,
    CHECK_NOW,
    PAUSED,
    KAFKA
  }

  private final Map<Kind, List<Outcome>> outcomes = new EnumMap<>(Kind.class);
  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException {
    Bounds.require(spec, "--rounds", rounds, 1, 1_000);
    Bounds.require(spec, "--short-rounds", shortRounds, 1, 1_000);
    try (BenchStack stack = BenchStack.start(INSTANCES, clock, Progress.to(json));
        KeyCalls keys = KeyCalls.ofMailboxes(stack)) {
      Tenants made = new Tenants(stack);
      List<Owner> owners =
          IntStream.range(0, TENANTS).mapToObj(number -> made.owner("dark-" + number)).toList();
      List<Kind> usual = kinds(EnumSet.complementOf(EnumSet.of(Kind.SHORT)));
      if (!usual.isEmpty()) {
        measure(stack, keys, usual, policies(made, owners, Tenants.Wish.exchange("usual")));
      }
      if (only.contains(Kind.SHORT)) {
        Tenants.Wish often = Tenants.Wish.exchange("often").probedEvery(SHORT_SECONDS);
        measure(stack, keys, List.of(Kind.SHORT), policies(made, owners, often));
      }
    }
    report().print(System.out, json);
    return 0;
  }

  private List<Kind> kinds(Set<Kind> of) {
    return Arrays.stream(Kind.values()).filter(only::contains).filter(of::contains).toList();
  }

  private static List<BenchPolicy> policies(Tenants made, List<Owner> owners, Tenants.Wish wish) {
    List<BenchPolicy> policies = new ArrayList<>();
    for (Owner owner : owners) {
      made.key(owner, wish.key(), BITS);
      policies.add(made.policy(owner, wish));
    }
    return policies;
  }

  private void measure(
      BenchStack stack, KeyCalls keys, List<Kind> kinds, List<BenchPolicy> policies) {
    Tenants made = new Tenants(stack);
    List<Subject> subjects = new ArrayList<>();
    try {
      for (BenchPolicy policy : policies) {
        subjects.add(new Subject(stack, keys, policy, made.mailbox(policy)));
      }
      for (Kind kind : kinds) {
        measure(stack, kind, subjects);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      subjects.forEach(Subject::close);
    }
  }

  private void measure(BenchStack stack, Kind kind, List<Subject> subjects) {
    List<Outcome> all = outcomes.computeIfAbsent(kind, first -> new ArrayList<>());
    int wanted = wanted(kind);
    while (all.size() < wanted) {
      List<Subject> some = subjects.subList(0, Math.min(TENANTS, wanted - all.size()));
      List<Outcome> batch = new Revocation(stack, some, clock).run(by(kind), trouble(stack, kind));
      batch.forEach(outcome -> stack.say(kind.name().toLowerCase(Locale.ROOT) + ": " + outcome));
      all.addAll(batch);
    }
  }

  private int wanted(Kind kind) {
    return switch (kind) {
      case PROBES, KILL_SWITCH, CHECK_NOW -> rounds;
      case SHORT -> shortRounds;
      case PAUSED, KAFKA -> TENANTS;
    };
  }

  private static By by(Kind kind) {
    return switch (kind) {
      case PROBES, SHORT, PAUSED, KAFKA -> By.PROBES;
      case KILL_SWITCH -> By.KILL_SWITCH;
      case CHECK_NOW -> By.CHECK_NOW;
    };
  }

  private Trouble trouble(BenchStack stack, Kind kind) {
    return switch (kind) {
      case PROBES, SHORT, KILL_SWITCH, CHECK_NOW -> Trouble.NONE;
      case PAUSED -> {
        String last = stack.instances().getLast();
        yield new Trouble(
            () -> stack.instance(last, "pause"),
            () -> {
              stack.instance(last, "resume");
              new Await(clock).time(clock.instant().plus(AFTER_RESUMING));
            },
            () -> {});
      }
      case KAFKA ->
          new Trouble(
              () -> stack.admin().send("POST", "/v1/kafka/stop"),
              () -> {},
              () -> stack.admin().send("POST", "/v1/kafka/start"));
    };
  }

  private Report report() {
    List<Outcome> all = outcomes.values().stream().flatMap(List::stream).toList();
    Report report = new Report().with("benchmark", "dark").with("n", (long) all.size());
    worst(report, "probe_max_s", Outcome::dark, Kind.PROBES, Kind.SHORT, Kind.PAUSED, Kind.KAFKA);
    worst(report, "push_max_s", Outcome::dark, Kind.KILL_SWITCH);
    worst(report, "check_now_max_s", Outcome::dark, Kind.CHECK_NOW);
    worst(report, "restore_max_s", Outcome::restored, Kind.values());
    report.with("reads_after_bound", all.stream().mapToLong(Outcome::readsAfterBound).sum());
    for (Kind kind : Kind.values()) {
      List<Outcome> some = outcomes.getOrDefault(kind, List.of());
      if (!some.isEmpty()) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        report.with(name + "_n", (long) some.size());
        worst(report, name + "_dark_max_s", Outcome::dark, kind);
        worst(report, name + "_since_revoked_max_s", Outcome::sinceRevoked, kind);
        worst(report, name + "_restore_max_s", Outcome::restored, kind);
        worst(report, name + "_bound_s", Outcome::bound, kind);
      }
    }
    return report.with("instances", (long) INSTANCES).withMachine();
  }

  /** Left out where none was measured. */
  private void worst(Report report, String name, ToDoubleFunction<Outcome> figure, Kind... kinds) {
    Arrays.stream(kinds)
        .flatMap(kind -> outcomes.getOrDefault(kind, List.of()).stream())
        .mapToDouble(figure)
        .max()
        .ifPresent(worst -> report.with(name, worst));
  }
}
