package io.customerkey.localstack.postgres;

import io.customerkey.localstack.data.Orphans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that goes on running because the stack that started it was killed. */
final class Leftover {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private Leftover() {}

  /**
   * Stops the server of this data directory, if one runs. The process named by {@code
   * postmaster.pid} is touched only when its command line says it is a PostgreSQL of this
   * directory.
   */
  static void stop(Path directory) {
    of(directory).ifPresent(Leftover::stop);
    try {
      Files.deleteIfExists(directory.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that runs on this data directory. */
  static Optional<ProcessHandle> of(Path directory) {
    Path file = directory.resolve("postmaster.pid");
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
    String command = Orphans.commandLine(process);
    return command.contains("postgres") && command.contains(directory.toString());
  }

  private static void stop(ProcessHandle process) {
    try {
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for the clients to leave.
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a leftover PostgreSQL was stopping", e);
    }
    Orphans.awaitEnd(process, PATIENCE);
  }
}
