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

/** Runs a benchmark in a Java of its own, with the compiler and the heap that it wants. */
@Command(
    name = "bench",
    description =
        "Run a benchmark: content (item encryption against its peers), files (files of sites beside a"
            + " plain file server), unwrap (cached unwrap calls), start (start, memory and"
            + " demonstration of the whole suite).")
final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.customerkey.benchmarks.Benchmarks";

  private final Context context;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "content, files, start or unwrap; files and unwrap measure the running stack.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "OPTION",
      description = "Of the benchmark, after '--': 'ck bench files -- --help' shows them.")
  private List<String> options = List.of();

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
                "-Dck.home=" + context.environment().home(),
                "-Dck.data=" + context.folder().root(),
                "-cp",
                target + "/*" + File.pathSeparator + target + "/lib/*",
                MAIN,
                name));
    if (context.out().json()) {
      command.add("--json");
    }
    command.addAll(options);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
