package io.customerkey.benchmarks;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.stack.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a user waits: {@code ck up} on empty data, {@code ck up} on data that a suite was
 * stopped on, and the whole {@code ck demo}, each measured around the command itself; and the
 * memory of a suite that has just become ready. Everything is built before: the first command would
 * build it, so it is not measured.
 */
@Command(
    name = "start",
    description = "Start of the whole suite, its memory, and the demonstration.",
    mixinStandardHelpOptions = true)
final class StartBenchmark implements Callable<Integer> {
  private static final int TAIL_LINES = 20;

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${sys:ck.home:-.}",
      description = "The built repository (default: ${DEFAULT-VALUE}).")
  private Path home = Path.of(".");

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How many later starts; figures are medians. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseWhileRecording();
    Path root = Files.createTempDirectory("ck-bench-start-");
    try {
      measure(root).print(System.out, json);
      return 0;
    } finally {
      run(root, "down", "--data", data(root));
      delete(root);
    }
  }

  /** After a build the {@code ck} script records a start, beside whatever else goes on. */
  private void refuseWhileRecording() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("target").resolve("start"))) {
      if (files.anyMatch(each -> String.valueOf(each.getFileName()).startsWith("draft-"))) {
        throw CkException.local(
            "a first start is being recorded in " + home.resolve("target"),
            "Try again in a minute.");
      }
    } catch (NoSuchFileException e) {
      throw CkException.local("no start was recorded", "Run it as './ck bench start'.");
    }
  }

  private Report measure(Path root) throws IOException, InterruptedException {
    String data = data(root);
    run(root, "--version");
    double first = seconds(root, "up", "--data", data);
    double firstStop = seconds(root, "down", "--data", data);
    double[] starts = new double[rounds];
    double[] memory = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      starts[round] = seconds(root, "up", "--data", data);
      memory[round] = Memory.megabytes(new StackFolder(Path.of(data)));
      run(root, "down", "--data", data);
    }
    double demo = seconds(root, "demo");
    return new Report()
        .with("benchmark", "start")
        .with("second_start_s", Report.median(starts))
        .with("demo_s", demo)
        .with("pss_mb", Report.median(memory))
        .with("first_start_s", first)
        .with("first_stop_s", firstStop)
        .with("rounds", rounds)
        .withMachine();
  }

  private static String data(Path root) {
    return root.resolve("data").toString();
  }

  private double seconds(Path root, String... arguments) throws IOException, InterruptedException {
    long before = System.nanoTime();
    run(root, arguments);
    return Duration.ofNanos(System.nanoTime() - before).toMillis() / 1e3;
  }

  private void run(Path root, String... arguments) throws IOException, InterruptedException {
    Path output = root.resolve("output.log");
    List<String> command = new ArrayList<>();
    command.add(home.toAbsolutePath().resolve("ck").toString());
    command.addAll(List.of(arguments));
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start()
            .waitFor();
    if (exit != 0) {
      List<String> lines = Files.readAllLines(output);
      throw CkException.local(
          "'ck " + String.join(" ", arguments) + "' ended with " + exit,
          String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
