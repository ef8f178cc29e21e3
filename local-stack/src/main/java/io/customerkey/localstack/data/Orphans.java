package io.customerkey.localstack.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes whose parent is gone. One that has ended may stay in the process table for long, where
 * the first process of a container does not collect it; it counts as ended.
 */
public final class Orphans {
  private static final long PROBE_MILLIS = 100;

  private Orphans() {}

  /** The command line, arguments apart by spaces; empty when the process has ended. */
  public static String commandLine(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether it still runs. */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && !commandLine(process).isEmpty();
  }

  /**
   * Waits until it has ended.
   *
   * @throws IllegalStateException when it has not after this time
   */
  public static void awaitEnd(ProcessHandle process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (runs(process)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "a process left by a killed stack does not end: " + process.pid());
      }
      awaitBriefly(process);
    }
  }

  private static void awaitBriefly(ProcessHandle process) {
    try {
      process.onExit().get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Not yet: the caller looks again.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was ending", e);
    }
  }
}
