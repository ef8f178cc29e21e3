package io.customerkey.benchmarks;

import com.google.common.util.concurrent.ListenableFuture;
import io.customerkey.benchmarks.Lanes.Sample;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The hot path of a running local stack: {@code UnwrapKeys} with the policy key cached, called as
 * exchange-encryptor calls it, beside {@code Ping}, which does nothing with the same connection,
 * TLS, token and interceptors. Each round runs every kind of call for some seconds, each round
 * beginning with another one; figures are medians over the rounds. {@code …_cpu_us} is CPU time of
 * key-unwrap-service alone for one call, which other processes of the machine change little.
 */
@Command(
    name = "unwrap",
    description = "Cached unwrap calls of a running stack beside empty calls, and bulk calls.",
    mixinStandardHelpOptions = true)
final class UnwrapBenchmark implements Callable<Integer> {
  private static final int SINGLES = 1_000;

  @Mixin private RunningStack stack = new RunningStack();

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "Figures are medians of so many (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "How long each kind of call runs in a round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--in-flight",
      defaultValue = "128",
      description = "Single and empty calls at the same time (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--batch",
      defaultValue = "10000",
      description = "Keys of a bulk call, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--batches-in-flight", defaultValue = "4", hidden = true)
  private int batchesInFlight;

  /** What is called. */
  private enum Kind {
    EMPTY,
    SINGLE,
    BATCH,
    REWRAP
  }

  private record Load(
      Kind kind,
      int lanes,
      Supplier<? extends ListenableFuture<?>> call,
      List<Sample> samples,
      List<Double> cpuMicros) {
    Load(Kind kind, int lanes, Supplier<? extends ListenableFuture<?>> call) {
      this(kind, lanes, call, new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    stack.require("--rounds", rounds, 1, 1_000);
    stack.require("--seconds", seconds, 1, 3_600);
    stack.require("--in-flight", inFlight, 1, 10_000);
    stack.require("--batch", batch, 1, PackedKeys.MAX_COUNT);
    stack.require("--batches-in-flight", batchesInFlight, 1, 64);
    StackFolder folder = stack.folder();
    try (StackAdmin admin = new StackAdmin(folder);
        Local local = new Local(admin, "benchmark", Clock.systemUTC(), Optional.empty());
        EncryptorsCalls calls =
            new EncryptorsCalls(
                stack.grpc("key-unwrap-service"),
                stack.grpc("dep-service"),
                folder.identity("exchange-encryptor"),
                BenchTenant.prepare(admin, local))) {
      List<Load> loads = loads(calls);
      measure(loads, stack.process("key-unwrap-service"));
      stack.print(report(loads));
      return 0;
    }
  }

  private List<Load> loads(EncryptorsCalls calls)
      throws IOException, InterruptedException, ExecutionException {
    GenerateKeysRequest asked = calls.newKeys(Math.max(batch, SINGLES), new SecureRandomSource());
    GenerateKeysResponse made = calls.generate(asked).get();
    UnwrapKeysRequest many = EncryptorsCalls.opening(asked, made, 0, batch);
    RewrapKeysRequest moving = calls.moving(many);
    List<UnwrapKeysRequest> singles = new ArrayList<>();
    for (int i = 0; i < SINGLES; i++) {
      singles.add(EncryptorsCalls.opening(asked, made, i, 1));
    }
    check(calls, made, many, moving);
    AtomicInteger next = new AtomicInteger();
    return List.of(
        new Load(Kind.EMPTY, inFlight, calls::ping),
        new Load(
            Kind.SINGLE,
            inFlight,
            () -> calls.unwrap(singles.get(Math.floorMod(next.getAndIncrement(), SINGLES)))),
        new Load(Kind.BATCH, batchesInFlight, () -> calls.unwrap(many)),
        new Load(Kind.REWRAP, batchesInFlight, () -> calls.rewrap(moving)));
  }

  private void check(
      EncryptorsCalls calls,
      GenerateKeysResponse made,
      UnwrapKeysRequest many,
      RewrapKeysRequest moving)
      throws InterruptedException, ExecutionException {
    UnwrapKeysResponse opened = calls.unwrap(many).get();
    boolean same = opened.getKeys().equals(made.getKeys().substring(0, opened.getKeys().size()));
    if (!same || opened.getFailuresCount() > 0 || opened.hasNewerRecord()) {
      throw new IllegalStateException("what was measured does not open what was made");
    }
    if (calls.rewrap(moving).get().getFailuresCount() > 0) {
      throw new IllegalStateException("what was measured does not move what was made");
    }
  }

  private void measure(List<Load> loads, ProcessHandle service) throws InterruptedException {
    for (int round = -2; round < rounds; round++) {
      for (int i = 0; i < loads.size(); i++) {
        Load load = loads.get(Math.floorMod(i + round, loads.size()));
        Duration before = cpu(service);
        Sample sample = Lanes.run(load.lanes(), Duration.ofSeconds(seconds), load.call());
        Duration spent = cpu(service).minus(before);
        if (round >= 0) {
          load.samples().add(sample);
          load.cpuMicros().add(spent.toNanos() / 1e3 / sample.calls());
        }
      }
    }
  }

  private static Duration cpu(ProcessHandle service) {
    return service.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Report report(List<Load> loads) {
    List<Sample> single = samples(loads, Kind.SINGLE);
    List<Sample> empty = samples(loads, Kind.EMPTY);
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = single.get(round).perSecond() / empty.get(round).perSecond();
    }
    return new Report()
        .with("benchmark", "unwrap")
        .with("single_ratio_empty_call", Report.median(ratios))
        .with("single_per_second", median(single, Sample::perSecond))
        .with("empty_per_second", median(empty, Sample::perSecond))
        .with("p50_us", median(single, Sample::medianMicros))
        .with("p99_us", median(single, Sample::tailMicros))
        .with("empty_p50_us", median(empty, Sample::medianMicros))
        .with("empty_p99_us", median(empty, Sample::tailMicros))
        .with("single_cpu_us", cpu(loads, Kind.SINGLE))
        .with("empty_cpu_us", cpu(loads, Kind.EMPTY))
        .with("single_cpu_ratio_empty_call", cpu(loads, Kind.SINGLE) / cpu(loads, Kind.EMPTY))
        .with("batch_cpu_us_per_key", cpu(loads, Kind.BATCH) / batch)
        .with("rewrap_cpu_us_per_key", cpu(loads, Kind.REWRAP) / batch)
        .with(
            "batch_keys_per_second", batch * median(samples(loads, Kind.BATCH), Sample::perSecond))
        .with(
            "rewrap_keys_per_second",
            batch * median(samples(loads, Kind.REWRAP), Sample::perSecond))
        .with("in_flight", inFlight)
        .with("batch", batch)
        .with("batches_in_flight", batchesInFlight)
        .with("rounds", rounds)
        .with("seconds", seconds)
        .withMachine();
  }

  private static double cpu(List<Load> loads, Kind kind) {
    return Report.median(
        of(loads, kind).cpuMicros().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<Sample> samples(List<Load> loads, Kind kind) {
    return of(loads, kind).samples();
  }

  private static Load of(List<Load> loads, Kind kind) {
    return loads.stream().filter(load -> load.kind() == kind).findFirst().orElseThrow();
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Report.median(samples.stream().mapToDouble(figure).toArray());
  }
}
