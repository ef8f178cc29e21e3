package io.customerkey.localstack.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that goes on running because the stack that started it was killed. */
final class Leftover {
  private static final long PATIENCE_SECONDS = 60;

  private Leftover() {}

  /**
   * Stops the server of this data directory, if one runs. The process named by {@code
   * postmaster.pid} is touched only when its command line says it is a PostgreSQL of this
   * directory.
   */
  static void stop(Path directory) {
    Path file = directory.resolve("postmaster.pid");
    postmaster(file, directory).ifPresent(Leftover::stop);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessHandle> postmaster(Path file, Path directory) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(process -> isPostgresOf(process, directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPostgresOf(ProcessHandle process, Path directory) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      String command = Files.readString(commandLine).replace('\0', ' ');
      return command.contains("postgres") && command.contains(directory.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static void stop(ProcessHandle process) {
    try {
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for the clients to leave.
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a leftover PostgreSQL was stopping", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "a PostgreSQL left by a killed stack does not stop: process " + process.pid(), e);
    }
  }
}
