package io.customerkey.benchmarks;

import io.customerkey.cli.failure.CkException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

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
      FilesBenchmark.class,
      StartBenchmark.class,
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
    return new CommandLine(new Benchmarks())
        .setExecutionExceptionHandler(Benchmarks::failed)
        .execute(arguments);
  }

  private static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("bench " + command.getCommandName() + ": " + thrown.getMessage());
    if (thrown instanceof CkException refused && !refused.advice().isEmpty()) {
      err.println(refused.advice());
    }
    return 1;
  }
}
