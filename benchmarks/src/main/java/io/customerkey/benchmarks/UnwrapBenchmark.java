package io.customerkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.util.concurrent.ListenableFuture;
import io.customerkey.benchmarks.Lanes.Sample;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.Local;
import io.customerkey.cli.stack.StackAdmin;
import io.customerkey.cli.stack.StackFolder;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The hot path of a running local stack: {@code UnwrapKeys} with the policy key cached, called as
 * exchange-encryptor calls it, beside {@code Ping}, which does nothing with the same connection,
 * TLS, token and interceptors. Each round runs every kind of call for some seconds, each round
 * beginning with another one; figures are medians over the rounds, times are of all single calls.
 */
@Command(
    name = "unwrap",
    description = "Cached unwrap calls of a running stack beside empty calls, and bulk calls.",
    mixinStandardHelpOptions = true)
final class UnwrapBenchmark implements Callable<Integer> {
  private static final int SINGLES = 1_000;

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:ck.data:-.ck}",
      description = "Data folder of the running stack (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".ck");

  @Option(names = "--rounds", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--in-flight", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(names = "--batch", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
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

  private record Load(int lanes, Supplier<? extends ListenableFuture<?>> call) {}

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    StackFolder folder = new StackFolder(data);
    try (StackAdmin admin = new StackAdmin(folder);
        Local local = new Local(admin, "benchmark", Clock.systemUTC(), Optional.empty());
        EncryptorsCalls calls =
            new EncryptorsCalls(
                grpc(folder, "key-unwrap-service"),
                grpc(folder, "dep-service"),
                folder.identity("exchange-encryptor"),
                BenchTenant.prepare(admin, local))) {
      report(measure(loads(calls))).print(System.out, json);
      return 0;
    } catch (CkException refused) {
      System.err.println(refused.getMessage());
      return 1;
    }
  }

  private Map<Kind, Load> loads(EncryptorsCalls calls)
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
    Map<Kind, Load> loads = new EnumMap<>(Kind.class);
    loads.put(Kind.EMPTY, new Load(inFlight, calls::ping));
    loads.put(
        Kind.SINGLE,
        new Load(
            inFlight,
            () -> calls.unwrap(singles.get(Math.floorMod(next.getAndIncrement(), SINGLES)))));
    loads.put(Kind.BATCH, new Load(batchesInFlight, () -> calls.unwrap(many)));
    loads.put(Kind.REWRAP, new Load(batchesInFlight, () -> calls.rewrap(moving)));
    return loads;
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

  private Map<Kind, List<Sample>> measure(Map<Kind, Load> loads) throws InterruptedException {
    Map<Kind, List<Sample>> samples = new EnumMap<>(Kind.class);
    loads.keySet().forEach(kind -> samples.put(kind, new ArrayList<>()));
    List<Kind> kinds = List.copyOf(loads.keySet());
    for (int round = -2; round < rounds; round++) {
      for (int i = 0; i < kinds.size(); i++) {
        Kind kind = kinds.get(Math.floorMod(i + round, kinds.size()));
        Load load = loads.get(kind);
        Sample sample = Lanes.run(load.lanes(), Duration.ofSeconds(seconds), load.call());
        if (round >= 0) {
          samples.get(kind).add(sample);
        }
      }
    }
    return samples;
  }

  private Report report(Map<Kind, List<Sample>> samples) {
    List<Sample> single = samples.get(Kind.SINGLE);
    List<Sample> empty = samples.get(Kind.EMPTY);
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = single.get(round).perSecond() / empty.get(round).perSecond();
    }
    return new Report()
        .with("benchmark", "unwrap")
        .with("single_ratio_empty_call", Report.median(ratios))
        .with("single_per_second", median(single, Sample::perSecond))
        .with("empty_per_second", median(empty, Sample::perSecond))
        .with("p50_us", median(single, sample -> sample.micros(0.50)))
        .with("p99_us", median(single, sample -> sample.micros(0.99)))
        .with("empty_p50_us", median(empty, sample -> sample.micros(0.50)))
        .with("empty_p99_us", median(empty, sample -> sample.micros(0.99)))
        .with("batch_keys_per_second", batch * median(samples.get(Kind.BATCH), Sample::perSecond))
        .with("rewrap_keys_per_second", batch * median(samples.get(Kind.REWRAP), Sample::perSecond))
        .with("in_flight", inFlight)
        .with("batch", batch)
        .with("batches_in_flight", batchesInFlight)
        .with("rounds", rounds)
        .with("seconds", seconds)
        .withMachine();
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Report.median(samples.stream().mapToDouble(figure).toArray());
  }

  private static String grpc(StackFolder folder, String service) {
    for (JsonNode each : folder.running().tree().path("services")) {
      if (Json.text(each, "/name").equals(service)) {
        return Json.text(each, "/grpc");
      }
    }
    throw CkException.local("the stack runs no " + service, "'ck status' shows what runs.");
  }
}
