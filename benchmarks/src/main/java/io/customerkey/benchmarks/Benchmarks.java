package io.customerkey.benchmarks;

import io.customerkey.benchmarks.fleet.CostBenchmark;
import io.customerkey.benchmarks.fleet.DarkBenchmark;
import io.customerkey.benchmarks.fleet.HedgeBenchmark;
import io.customerkey.benchmarks.fleet.StormBenchmark;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Output;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs one benchmark by its name. A further benchmark is a command class in the list of
 * subcommands, which fills and prints a {@link Report}. To be run in a JVM of its own with the
 * default compilers: the intrinsics that are measured come with C2.
 */
@Command(
    name = "bench",
    description = "Runs a benchmark.",
    synopsisSubcommandLabel = "NAME",
    mixinStandardHelpOptions = true,
    subcommands = {
      ContentBenchmark.class,
      CostBenchmark.class,
      DarkBenchmark.class,
      FilesBenchmark.class,
      HedgeBenchmark.class,
      StartBenchmark.class,
      StormBenchmark.class,
      UnwrapBenchmark.class
    })
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs the benchmark that the arguments name, and ends the process.
   *
   * @param arguments its name and options
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  /** Ends as {@code ck} does: the same exit codes, a failure as one object where JSON is asked. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Output output = new Output(out, err, List.of(arguments).contains("--json"), false);
    return new CommandLine(new Benchmarks())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((thrown, _, _) -> failed(output, Explanation.of(thrown)))
        .setParameterExceptionHandler(
            (thrown, _) -> failed(output, CkException.usage(String.valueOf(thrown.getMessage()))))
        .execute(arguments);
  }

  private static int failed(Output output, CkException failure) {
    output.failure(failure);
    return failure.exit().code();
  }
}
