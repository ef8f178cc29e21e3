package io.customerkey.encryptor.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few megabytes, in memory: what finds no room on it is refused by the operating
 * system itself. It takes root, or sudo without a password, on Linux.
 */
public final class TinyDisk implements AutoCloseable {
  private final Path folder;

  private TinyDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether there can be one here; in CI a test that cannot have one is a failure. */
  public static boolean possible() {
    boolean possible;
    try {
      Path folder = Files.createTempDirectory("tiny-disk");
      possible = mount(folder, "size=1m");
      if (possible) {
        new TinyDisk(folder).close();
      } else {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!possible) {
      System.out.println("left out: a full disk (no tmpfs can be mounted here)");
    }
    return possible || "true".equals(System.getenv("CI"));
  }

  /**
   * @param mebibytes how much it holds
   */
  public static TinyDisk of(int mebibytes) {
    try {
      Path folder = Files.createTempDirectory("tiny-disk");
      if (!mount(folder, "size=" + mebibytes + "m")) {
        throw new IllegalStateException("no tmpfs can be mounted: neither root nor sudo");
      }
      return new TinyDisk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its root, empty at first. */
  public Path folder() {
    return folder;
  }

  /** Makes it larger. */
  public void grow(int mebibytes) {
    if (!mount(folder, "remount,size=" + mebibytes + "m")) {
      throw new IllegalStateException("the disk does not grow");
    }
  }

  private static boolean mount(Path folder, String options) {
    return run("mount", "-t", "tmpfs", "-o", options + ",mode=0777", "tmpfs", folder.toString());
  }

  private static boolean run(String... command) {
    List<String> whole = new ArrayList<>();
    if (!"root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("sudo", "-n"));
    }
    whole.addAll(Arrays.asList(command));
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // Lazily: a process that is just ending may still hold a file of it.
    if (!run("umount", "-l", folder.toString())) {
      throw new IllegalStateException("the disk stays mounted: " + folder);
    }
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
