package io.customerkey.unwrap.spool;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyUriParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of one instance. An attempt is only begun with room left for its end, so that what
 * was asked of a vault can always be written down. Instances that share a folder take a numbered
 * one in it each.
 */
public final class Spool implements AutoCloseable {
  private static final int MOST_INSTANCES = 64;
  private static final long BATCH = 1 << 18;
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Set<AttemptId> open = new HashSet<>();
  private final SpoolFile file;
  private final Place place;
  private final long limit;
  private final KeyUriParser keys;
  private final SpoolFormat format;
  private long written;

  private Spool(Place place, long limit, KeyUriParser keys) throws IOException {
    this.place = place;
    this.file = SpoolFile.open(place.attempts(), limit);
    this.limit = limit;
    this.keys = keys;
    this.format = new SpoolFormat(keys);
  }

  /** A numbered folder that this process has locked. */
  private record Place(Path folder, int number, FileChannel lock) {
    static Path of(Path folder, int number) {
      return folder.resolve(Integer.toString(number));
    }

    static Path attempts(Path folder, int number) {
      return of(folder, number).resolve("attempts");
    }

    Path attempts() {
      return attempts(folder, number);
    }

    static Optional<Place> lock(Path folder, int number) throws IOException {
      FileChannel lock =
          FileChannel.open(
              of(folder, number).resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (isOurs(lock)) {
        return Optional.of(new Place(folder, number, lock));
      }
      lock.close();
      return Optional.empty();
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
      try {
        FileLock taken = channel.tryLock();
        return taken != null;
      } catch (OverlappingFileLockException anotherOfThisProcess) {
        return false;
      }
    }
  }

  /**
   * @param folder made if it is not there, readable by its owner only
   * @param limit of the bytes in it
   * @param keys reads key ids
   * @return the spool of this instance, with what one before it left
   * @throws IOException if no folder can be used
   */
  public static Spool open(Path folder, long limit, KeyUriParser keys) throws IOException {
    for (int number = 0; number < MOST_INSTANCES; number++) {
      Files.createDirectories(
          Place.of(folder, number),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Optional<Place> place = Place.lock(folder, number);
      if (place.isPresent()) {
        return new Spool(place.get(), limit, keys);
      }
    }
    throw new IOException("customerkey.spool.folder is used by too many instances");
  }

  /**
   * @return a spool beside this one with attempts in it that no live instance writes up
   * @throws IOException if the disk is in trouble
   */
  public Optional<Spool> leftBehind() throws IOException {
    for (int number = 0; number < MOST_INSTANCES; number++) {
      Path attempts = Place.attempts(place.folder(), number);
      boolean others = number != place.number();
      if (others && Files.exists(attempts) && Files.size(attempts) > 0) {
        Optional<Place> left = Place.lock(place.folder(), number);
        if (left.isPresent()) {
          return Optional.of(new Spool(left.get(), limit, keys));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * @return bytes that a killed process had left half-written
   */
  public long dropped() {
    return file.dropped();
  }

  /**
   * @return bytes that are to be written up
   */
  public long size() {
    return file.size();
  }

  boolean isEmpty() {
    return file.isEmpty();
  }

  /**
   * @param entry durable when this returns
   * @throws RefusedException DEPENDENCY_UNAVAILABLE if there is no room
   */
  synchronized void append(SpoolEntry entry) throws IOException {
    boolean begins = entry instanceof SpoolEntry.Begun;
    boolean known = open.contains(entry.attempt());
    long ends = begins ? open.size() + 1L : open.size() - (known ? 1L : 0L);
    if (!file.append(format.write(entry), ends * SpoolFile.LONGEST)) {
      throw RefusedException.of(
              Reason.DEPENDENCY_UNAVAILABLE,
              "the database is away and the spool of attempts is full")
          .with("cause", "spool_full")
          .retryAfter(LATER);
    }
    if (begins) {
      open.add(entry.attempt());
    } else {
      open.remove(entry.attempt());
    }
  }

  /** The oldest entries that are not written up, as bytes; empty if there are none. */
  synchronized List<byte[]> oldest() throws IOException {
    return file.read(written, BATCH).entries();
  }

  SpoolEntry parse(byte[] entry) {
    return format.read(entry);
  }

  /** The oldest entry is written up; when it was the last, the file is emptied. */
  synchronized void written(byte[] entry) throws IOException {
    written += SpoolFile.HEADER + entry.length;
    if (file.clear(written)) {
      written = 0;
      open.clear();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    place.lock().close();
  }
}
