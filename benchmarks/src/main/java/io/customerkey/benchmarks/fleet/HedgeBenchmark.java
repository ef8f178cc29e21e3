package io.customerkey.benchmarks.fleet;

import io.customerkey.benchmarks.Bounds;
import io.customerkey.benchmarks.Report;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * SharePoint policies, each of a tenant with two vaults of its own, every vault with a fixed
 * latency. Each request finds its policy's caches dropped, so that it opens the policy key by the
 * vaults. Phases with both vaults healthy and with either of them stalled take turns; the first
 * seconds of each are not counted, because connections are made anew then.
 */
@Command(
    name = "hedge",
    description =
        "Requests that open by two vaults of which one is stalled, on a suite of its own.",
    mixinStandardHelpOptions = true)
public final class HedgeBenchmark implements Callable<Integer> {
  private static final String INSTANCE = "key-unwrap-service";

  /** As key-unwrap-service has it where nobody sets another. */
  private static final double OFFSET_MILLIS = 100;

  private static final double SLACK = 1.1;
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BITS = 2048;

  /** Code that runs a few times a second is compiled late. */
  private static final int WARM_UP_ROUNDS = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "25",
      description =
          "Of each round with both healthy, and as many with one stalled"
              + " (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--tenants",
      defaultValue = "4",
      description = "As many requests are in flight (default: ${DEFAULT-VALUE}).")
  private int tenants;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "40",
      description = "Of every vault (default: ${DEFAULT-VALUE}).")
  private int latency;

  /** One tenant, one request at a time. */
  private record Lane(BenchPolicy policy, UnwrapKeysRequest reading, String token) {}

  private final List<Long> healthy = new ArrayList<>();
  private final List<Long> stalled = new ArrayList<>();
  private final List<Double> answers = new ArrayList<>();
  private final List<Double> logged = new ArrayList<>();
  private long vaultCalls;

  @Override
  public Integer call() throws IOException, SQLException {
    Bounds.require(spec, "--rounds", rounds, 1, 1_000);
    Bounds.require(spec, "--seconds", seconds, 2, 3_600);
    Bounds.require(spec, "--tenants", tenants, 1, Tenants.MOST);
    Bounds.require(spec, "--latency", latency, 0, 10_000);
    try (BenchStack stack = BenchStack.start(1, Clock.systemUTC(), Progress.to(json));
        KeyCalls keys = KeyCalls.ofSites(stack);
        Attempts attempts = new Attempts(stack)) {
      ManagedChannel dep =
          Channels.open(stack.grpc(INSTANCE), stack.folder().identity("dep-service"));
      List<Lane> lanes = lanes(stack, keys);
      List<Owner> owners = lanes.stream().map(lane -> lane.policy().owner()).toList();
      Vaults vaults = new Vaults(stack, owners);
      vaults.latency(latency);
      Loop loop = (phase, into) -> run(lanes, keys, dep, phase, into);
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        stack.say(round < 0 ? "warming up" : "round " + (round + 1) + " of " + rounds);
        round(owners, vaults, attempts, loop);
        if (round < 0) {
          forget();
        }
      }
      dep.shutdownNow();
      report().print(System.out, json);
      return 0;
    }
  }

  /** Makes requests for a time. */
  @FunctionalInterface
  private interface Loop {
    void run(Duration phase, List<Long> into);
  }

  private List<Lane> lanes(BenchStack stack, KeyCalls keys) {
    Tenants made = new Tenants(stack);
    return IntStream.range(0, tenants)
        .mapToObj(number -> {
          Owner owner = made.owner("hedge-" + number);
          made.key(owner, "tik", BITS);
          BenchPolicy policy = made.policy(owner, Tenants.Wish.sharePoint("tik"));
          String token = stack.token(owner.id());
          return new Lane(policy, keys.reading(INSTANCE, policy, token), token);
        })
        .toList();
  }

  private void forget() {
    healthy.clear();
    stalled.clear();
    answers.clear();
    logged.clear();
    vaultCalls = 0;
  }

  private void round(List<Owner> owners, Vaults vaults, Attempts attempts, Loop loop)
      throws SQLException {
    Duration phase = Duration.ofSeconds(seconds);
    loop.run(SETTLING, new ArrayList<>());
    vaults.forgetCalls();
    loop.run(phase, healthy);
    vaultCalls += vaults.calls("unwrapKey");
    for (int side = 0; side < 2; side++) {
      int which = side;
      List<String> names = owners.stream().map(owner -> owner.vaults().get(which)).toList();
      List<String> faults = vaults.stall(names);
      loop.run(SETTLING, new ArrayList<>());
      vaults.forgetLog();
      Instant from = attempts.now();
      loop.run(phase.dividedBy(2), stalled);
      answers.addAll(attempts.millisOfAnswers(from));
      logged.addAll(
          vaults.loggedMillis(
              owners.stream().map(owner -> owner.vaults().get(1 - which)).toList()));
      for (int i = 0; i < names.size(); i++) {
        vaults.heal(names.get(i), faults.get(i));
      }
    }
  }

  private static void run(
      List<Lane> lanes, KeyCalls keys, ManagedChannel dep, Duration phase, List<Long> into) {
    List<Long> all = Collections.synchronizedList(into);
    long end = System.nanoTime() + phase.toNanos();
    BenchStack.each(
        lanes,
        lanes.size(),
        lane -> {
          while (System.nanoTime() < end) {
            drop(dep, lane.policy());
            long began = System.nanoTime();
            keys.read(INSTANCE, lane.reading(), lane.token(), PATIENCE);
            all.add(System.nanoTime() - began);
          }
        });
  }

  private static void drop(ManagedChannel dep, BenchPolicy policy) {
    var dropped =
        PolicyKeyServiceGrpc.newBlockingStub(dep)
            .dropCaches(
                DropCachesRequest.newBuilder()
                    .setTenantId(KeyCalls.bytes(policy.owner().id()))
                    .setPolicyId(KeyCalls.bytes(policy.id()))
                    .build());
    if (dropped.getAcknowledged() < dropped.getInstances()) {
      throw new IllegalStateException("not every instance has dropped what it held");
    }
  }

  private Report report() {
    double vault = Quantiles.of(answers, 0.99);
    double itself = Quantiles.of(logged, 0.99);
    double tail = millis(stalled, 0.99);
    double well = millis(healthy, 0.99);
    return new Report()
        .with("benchmark", "hedge")
        .with("p99_over_bound", tail / (OFFSET_MILLIS + SLACK * vault))
        .with("p99_over_bound_of_calls", tail / (OFFSET_MILLIS + SLACK * well))
        .with("p99_over_bound_of_vault_log", tail / (OFFSET_MILLIS + SLACK * itself))
        .with("extra_calls_ratio", (double) vaultCalls / healthy.size() - 1)
        .with("p99_stalled_ms", tail)
        .with("p50_stalled_ms", millis(stalled, 0.5))
        .with("p99_healthy_ms", well)
        .with("p50_healthy_ms", millis(healthy, 0.5))
        .with("vault_p99_ms", vault)
        .with("vault_log_p99_ms", itself)
        .with("vault_p50_ms", Quantiles.of(answers, 0.5))
        .with("offset_ms", OFFSET_MILLIS)
        .with("latency_ms", (long) latency)
        .with("requests_healthy", (long) healthy.size())
        .with("requests_stalled", (long) stalled.size())
        .with("requests_faster_than_vaults", faster(healthy) + faster(stalled))
        .with("vault_calls_healthy", vaultCalls)
        .with("tenants", (long) tenants)
        .with("rounds", (long) rounds)
        .withMachine();
  }

  /** Requests that no vault can have served: their policy key was in a cache. */
  private long faster(List<Long> nanos) {
    return nanos.stream().filter(each -> each < latency * 1_000_000L).count();
  }

  private static double millis(List<Long> nanos, double part) {
    return Quantiles.of(nanos.stream().map(each -> each / 1e6).toList(), part);
  }
}
