package io.customerkey.benchmarks;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.stack.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The memory of a running local stack with all its processes: the sum of their proportional set
 * sizes, in which a page that several share counts once. Linux only ({@code proc_pid_smaps}(5)).
 */
final class Memory {
  private static final String FIELD = "Pss:";

  private Memory() {}

  /**
   * {@return its size in MB (10⁶ bytes)}
   *
   * @param folder of a running stack
   */
  static double megabytes(StackFolder folder) {
    // PostgreSQL detaches itself from the process that starts it.
    long kib =
        Stream.of(folder.running().pid(), postgres(folder))
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .mapToLong(process -> pss(process.pid()))
            .sum();
    return kib * 1024 / 1e6;
  }

  private static long postgres(StackFolder folder) {
    try {
      List<String> lines = Files.readAllLines(folder.root().resolve("postgres/postmaster.pid"));
      return Long.parseLong(lines.getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pss(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    if (!Files.exists(Path.of("/proc/self/smaps_rollup"))) {
      throw CkException.local("memory cannot be measured here", "It needs Linux.");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      // It has ended meanwhile.
      return 0;
    }
  }
}
