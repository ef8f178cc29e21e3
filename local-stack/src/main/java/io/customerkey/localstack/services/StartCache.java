package io.customerkey.localstack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What one program's JVM learned in an earlier run and starts from (an AOT cache, JEP 483 and 514).
 * It is good for one build of the JDK, one build of the program and one set of flags, and is named
 * after them, so that another one is never tried. A run that records writes a draft on SIGTERM,
 * which becomes the cache when the process has ended; recording makes the start half as slow again.
 * Nothing here is needed for a start: what cannot be read or written is left out.
 */
final class StartCache {
  private static final Logger LOG = Logger.getLogger(StartCache.class.getName());
  private static final String SUFFIX = ".aot";
  private static final int KEY_BYTES = 12;

  private final String name;
  private final Path folder;
  private final Path file;
  private final Optional<Path> drafts;
  private Use use = Use.NONE;

  /** What the process that was started last does with it. */
  private enum Use {
    NONE,
    STARTS_FROM,
    RECORDS
  }

  /**
   * The cache of a program.
   *
   * @param folder where caches lie
   * @param drafts a folder of this process, where half of one may lie; empty not to record
   * @param name of the program
   * @param application the folder with all its jars
   * @param flags of its JVM
   */
  StartCache(
      Path folder, Optional<Path> drafts, String name, Path application, List<String> flags) {
    this.name = name;
    this.folder = folder;
    this.drafts = drafts;
    this.file = folder.resolve(name + "-" + key(application, flags) + SUFFIX);
  }

  /** The JVM's arguments for the next start, which uses the cache, or records one if it is to. */
  synchronized List<String> arguments() {
    use = Use.NONE;
    if (Files.isRegularFile(file)) {
      use = Use.STARTS_FROM;
      // Verified and 'on': the JVM leaves when it cannot use the cache, instead of crashing on
      // damage or starting slowly for ever.
      return List.of("-XX:AOTMode=on", "-XX:+VerifySharedSpaces", "-XX:AOTCache=" + file);
    }
    if (drafts.isEmpty()) {
      return List.of();
    }
    Path draft = draft(drafts.get());
    try {
      Files.createDirectories(drafts.get());
      Files.deleteIfExists(draft);
      use = Use.RECORDS;
      return List.of("-XX:AOTCacheOutput=" + draft);
    } catch (IOException e) {
      LOG.log(Level.INFO, "no start cache for " + name, e);
      return List.of();
    }
  }

  /** Whether the process that was started last will write a cache when it is told to end. */
  synchronized boolean isRecording() {
    return use == Use.RECORDS;
  }

  /**
   * To be called when that process has ended by itself or on SIGTERM: keeps what it has written.
   */
  synchronized void keep() {
    Optional<Path> written =
        isRecording() ? drafts.map(this::draft).filter(Files::isRegularFile) : Optional.empty();
    use = Use.NONE;
    if (written.isEmpty()) {
      return;
    }
    try {
      Files.move(
          written.get(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      deleteOthers();
    } catch (IOException e) {
      LOG.log(Level.INFO, "the start cache of " + name + " was not kept", e);
    }
  }

  private Path draft(Path where) {
    return where.resolve(name + SUFFIX);
  }

  /**
   * To be called when the process left before it was ready.
   *
   * @return whether it had started from the cache, which is gone now: another try is worth while
   */
  synchronized boolean discard() {
    if (use != Use.STARTS_FROM) {
      return false;
    }
    use = Use.NONE;
    LOG.log(Level.INFO, "the start cache of {0} is discarded", name);
    try {
      Files.deleteIfExists(folder.resolve(StartCaches.RECORDED));
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the start cache of " + name + " cannot be deleted", e);
      return false;
    }
  }

  private void deleteOthers() throws IOException {
    String prefix = name + "-";
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        String other = String.valueOf(each.getFileName());
        if (other.startsWith(prefix) && other.endsWith(SUFFIX) && !each.equals(file)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** The JVM compares size and time of its jars with those it recorded; so does the name. */
  private static String key(Path application, List<String> flags) {
    StringBuilder facts = new StringBuilder();
    facts.append(System.getProperty("java.vm.vendor")).append('\n');
    facts.append(System.getProperty("java.vm.version")).append('\n');
    flags.forEach(flag -> facts.append(flag).append('\n'));
    try (Stream<Path> files = Files.walk(application, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        facts.append(application.relativize(each)).append(' ');
        facts.append(Files.size(each)).append(' ');
        facts.append(Files.getLastModifiedTime(each).toMillis()).append('\n');
      }
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(facts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
