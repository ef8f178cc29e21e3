package io.customerkey.localstack.services;

import io.customerkey.localstack.data.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The start caches of a built repository, in {@code target/start}, where the next {@code clean}
 * removes them. Every stack that is started from the repository shares them, whatever its data.
 */
public final class StartCaches implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StartCaches.class.getName());
  private static final String DRAFTS = "draft-";

  /** The {@code ck} script's mark that this build was recorded; without it, it records again. */
  static final String RECORDED = ".recorded";

  private final Path folder;
  private final Path drafts;
  private final boolean recording;

  /**
   * The caches of a repository; drafts that killed stacks left are deleted.
   *
   * @param home the repository
   * @param recording whether programs without a cache record one
   */
  public StartCaches(Path home, boolean recording) {
    this.recording = recording;
    this.folder = home.resolve("target").resolve("start");
    this.drafts = folder.resolve(DRAFTS + ProcessHandle.current().pid());
    deleteLeftovers();
  }

  StartCache of(String name, Path application, List<String> flags) {
    return new StartCache(
        folder, recording ? Optional.of(drafts) : Optional.empty(), name, application, flags);
  }

  /** To be called when every program has ended: nothing more is drafted. */
  @Override
  public void close() {
    if (Files.isDirectory(drafts)) {
      delete(drafts);
    }
  }

  private void deleteLeftovers() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(StartCaches::isLeft).forEach(StartCaches::delete);
    } catch (IOException e) {
      LOG.log(Level.INFO, "drafts of start caches cannot be listed", e);
    }
  }

  private static boolean isLeft(Path each) {
    String name = String.valueOf(each.getFileName());
    if (!name.matches(DRAFTS + "\\d{1,10}")) {
      return false;
    }
    long owner = Long.parseLong(name.substring(DRAFTS.length()));
    return ProcessHandle.of(owner).filter(Orphans::runs).isEmpty();
  }

  private static void delete(Path draftsOfOne) {
    try (Stream<Path> files = Files.walk(draftsOfOne)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.log(Level.INFO, "a draft of a start cache cannot be deleted", e);
    }
  }
}
