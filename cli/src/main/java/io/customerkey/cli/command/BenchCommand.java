package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs a benchmark in a Java of its own, with the compiler and the heap that it wants. */
@Command(
    name = "bench",
    description =
        "Run a benchmark: content (item encryption against its peers), files (files of sites beside"
            + " a plain file server), unwrap (cached unwrap calls), start (start, memory and"
            + " demonstration of the whole suite), hedge (one of two vaults stalled), dark (both"
            + " keys revoked under load), storm (three instances start with 2,000 policies), cost"
            + " (calls of vaults and their price). Options of a benchmark, docs/benchmarks.md,"
            + " follow its name.")
final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.customerkey.benchmarks.Benchmarks";

  private final Context context;

  @Parameters(
      paramLabel = "NAME",
      description = "content, cost, dark, files, hedge, start, storm or unwrap.")
  private String name = "";

  @Unmatched private List<String> more = new ArrayList<>();

  BenchCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = context.environment().home().resolve("benchmarks").resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw CkException.local(
          "the benchmarks are not built in " + target,
          "Build them with './mvnw package -DskipTests'.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dck.home=" + context.environment().home(),
                "-Dck.data=" + context.folder().root(),
                "-cp",
                target + "/*" + File.pathSeparator + target + "/lib/*",
                MAIN,
                name));
    command.addAll(more);
    if (context.out().json()) {
      command.add("--json");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
