package io.customerkey.system.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a person has it: a process of its own, judged by exit code and output. */
public final class Ck {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final Path home;
  private final Path data;

  Ck(Path home, Path data) {
    this.home = home;
    this.data = data;
  }

  /**
   * What a run left.
   *
   * @param exit exit code
   * @param out standard output
   * @param err standard error
   */
  public record Result(int exit, String out, String err) {
    /** Standard output as JSON. */
    public JsonNode json() {
      return parse(out);
    }

    /** Standard error as JSON. */
    public JsonNode errorJson() {
      return parse(err);
    }

    private JsonNode parse(String text) {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + this, e);
      }
    }
  }

  /** Runs it on the suite's data folder. */
  public Result run(String... arguments) {
    List<String> command = command(home, arguments);
    command.add("--data");
    command.add(data.toString());
    return run(home, command);
  }

  /** Runs it as on a machine without a suite: it brings a data folder of its own. */
  public static Result runAlone(String... arguments) {
    return run(Repository.root(), command(Repository.root(), arguments));
  }

  private static List<String> command(Path home, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dck.home=" + home,
                "-cp",
                home.resolve("cli/target/*") + ":" + home.resolve("cli/target/lib/*"),
                "io.customerkey.cli.Ck"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Result run(Path home, List<String> command) {
    try {
      Path out = Files.createTempFile("ck", ".out");
      Path err = Files.createTempFile("ck", ".err");
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after " + PATIENCE + ": " + command);
      }
      Result result = new Result(process.exitValue(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
