package io.customerkey.benchmarks.fleet;

import io.customerkey.benchmarks.Bounds;
import io.customerkey.benchmarks.Report;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Three instances of key-unwrap-service end and start at once, with many policies to open anew. An
 * instance is warm when it holds a usable key of every policy.
 */
@Command(
    name = "storm",
    description = "Three instances start at once with 2,000 policies, on a suite of its own.",
    mixinStandardHelpOptions = true)
public final class StormBenchmark implements Callable<Integer> {
  private static final int INSTANCES = 3;
  private static final int BITS = 2048;
  private static final int AT_ONCE = 16;

  /** What an instance may ask of a vault in ten seconds where nobody sets another budget. */
  private static final int BUDGET = 600;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(names = "--tenants", defaultValue = "40", description = "Default: ${DEFAULT-VALUE}.")
  private int tenants;

  @Option(
      names = "--policies",
      defaultValue = "50",
      description = "Of each tenant, at most 50 (default: ${DEFAULT-VALUE}).")
  private int policies;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "40",
      description = "Of every vault (default: ${DEFAULT-VALUE}).")
  private int latency;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException {
    Bounds.require(spec, "--tenants", tenants, 1, Tenants.MOST);
    Bounds.require(spec, "--policies", policies, 1, 50);
    Bounds.require(spec, "--latency", latency, 0, 10_000);
    try (BenchStack stack = BenchStack.start(INSTANCES, clock, Progress.to(json))) {
      Instant began = clock.instant();
      List<BenchPolicy> made = make(stack);
      double creation = seconds(began, clock.instant());
      stack.say(made.size() + " policies made in " + creation + " s");
      Vaults vaults = new Vaults(stack, made.stream().map(BenchPolicy::owner).distinct().toList());
      vaults.latency(latency);
      BenchStack.each(stack.instances(), INSTANCES, name -> stack.instance(name, "stop"));
      vaults.forgetCalls();
      stack.admin().send("DELETE", "/v1/login/calls");
      List<Double> warm = Collections.synchronizedList(new ArrayList<>());
      List<Double> ready = Collections.synchronizedList(new ArrayList<>());
      Instant started = clock.instant();
      BenchStack.each(
          stack.instances(),
          INSTANCES,
          name -> {
            stack.instance(name, "start");
            Instant since = clock.instant();
            ready.add(seconds(started, since));
            awaitWarm(stack, name, made.size());
            warm.add(seconds(since, clock.instant()));
          });
      Report report = report(stack, vaults);
      requireWarm(stack, made);
      report
          .with("warm_s", Collections.max(warm))
          .with("ready_s", Collections.max(ready))
          .with("creation_s", creation)
          .with("policies", (long) made.size())
          .withMachine()
          .print(System.out, json);
      return 0;
    }
  }

  private Report report(BenchStack stack, Vaults vaults) {
    long tokens = stack.admin().get("/v1/login/calls").path("total").asLong();
    return new Report()
        .with("benchmark", "storm")
        .with("vault_calls_max_per_10s", vaults.mostPerTenSeconds())
        .with("vault_budget_per_10s", (long) BUDGET * INSTANCES)
        .with("token_requests", tokens)
        .with("token_requests_limit", (long) (tenants + 1) * INSTANCES)
        .with("vault_calls", vaults.calls("unwrapKey"))
        .with("tenants", (long) tenants)
        .with("instances", (long) INSTANCES)
        .with("latency_ms", (long) latency);
  }

  private List<BenchPolicy> make(BenchStack stack) {
    Tenants made = new Tenants(stack);
    List<Owner> owners = Collections.synchronizedList(new ArrayList<>());
    BenchStack.each(
        IntStream.range(0, tenants).boxed().toList(),
        AT_ONCE,
        number -> {
          Owner owner = made.owner("storm-" + number);
          made.key(owner, "dep", BITS);
          owners.add(owner);
        });
    stack.say(owners.size() + " tenants with their vaults and keys");
    Queue<BenchPolicy> all = new ConcurrentLinkedQueue<>();
    List<Owner> wanted =
        IntStream.range(0, policies).boxed().flatMap(nth -> owners.stream()).toList();
    BenchStack.each(
        wanted, AT_ONCE, owner -> all.add(made.policy(owner, Tenants.Wish.exchange("dep"))));
    return List.copyOf(all);
  }

  private void awaitWarm(BenchStack stack, String instance, int policies) {
    try (Metrics metrics = new Metrics(stack.health(instance))) {
      boolean warm =
          new Await(clock)
              .until(
                  PATIENCE,
                  () ->
                      metrics.value("customerkey_policy_keys_cached") >= policies
                          && metrics.value("customerkey_policy_keys_to_warm") == 0);
      if (!warm) {
        throw new IllegalStateException(instance + " is not warm after " + PATIENCE);
      }
    }
  }

  /** Every instance says of every policy that it holds a usable key. */
  private static void requireWarm(BenchStack stack, List<BenchPolicy> all) {
    for (String instance : stack.instances()) {
      ManagedChannel channel =
          Channels.open(stack.grpc(instance), stack.folder().identity("dep-service"));
      try {
        var health = PolicyKeyServiceGrpc.newBlockingStub(channel);
        BenchStack.each(all, AT_ONCE, policy -> requireCached(health, instance, policy));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static void requireCached(
      PolicyKeyServiceGrpc.PolicyKeyServiceBlockingStub health,
      String instance,
      BenchPolicy policy) {
    boolean cached =
        health
            .getPolicyHealth(
                GetPolicyHealthRequest.newBuilder()
                    .setTenantId(KeyCalls.bytes(policy.owner().id()))
                    .setPolicyId(KeyCalls.bytes(policy.id()))
                    .build())
            .getCached();
    if (!cached) {
      throw new IllegalStateException(instance + " holds no key of policy " + policy.id());
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
