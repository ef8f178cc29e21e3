package io.customerkey.sharepoint.disk;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.blob.BlobName;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.StoredBlob;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * One file for each chunk:
 *
 * <pre>
 * {root}/{first two digits of the id}/{32 hexadecimal digits of the id}
 * {root}/{first two digits of the id}/{32 hexadecimal digits of the id}.part    being written
 * </pre>
 *
 * <p>A chunk is written under its second name, forced to the disk, renamed, and the folder forced:
 * so its first name appears only with all of its bytes. The folders are made once, when the store
 * is opened.
 */
public final class DiskBlobStore implements BlobStore {
  private static final String PART = ".part";
  private static final int SLICE = 256 * 1024;

  private final Path root;
  private final Executor workers;

  private DiskBlobStore(Path root, Executor workers) {
    this.root = root;
    this.workers = workers;
  }

  /**
   * Opens a store, which is made if it is not there.
   *
   * @param root its folder
   * @param workers threads that may block
   * @throws IOException if the folder cannot be made or written
   */
  public static DiskBlobStore open(Path root, Executor workers) throws IOException {
    Files.createDirectories(root);
    for (int part = 0; part < PARTS; part++) {
      Files.createDirectories(folder(root, part));
    }
    force(root);
    return new DiskBlobStore(root, workers);
  }

  @Override
  public Uni<Void> put(ChunkId chunk, ByteBuffer bytes) {
    return run(() -> {
      Path part = part(chunk);
      try {
        write(part, bytes);
        Files.move(part, file(chunk), StandardCopyOption.ATOMIC_MOVE);
        force(root.resolve(BlobName.part(chunk)));
      } catch (IOException e) {
        // Before what was written makes room again.
        CustomerKeyException refusal = unavailable(e);
        discard(part, e);
        throw refusal;
      }
      return null;
    });
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // In slices, because the JDK copies each through a direct buffer that its thread keeps.
      while (bytes.hasRemaining()) {
        ByteBuffer slice = bytes.slice(bytes.position(), Math.min(SLICE, bytes.remaining()));
        bytes.position(bytes.position() + channel.write(slice));
      }
      channel.force(false);
    }
  }

  private static void discard(Path part, IOException cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** So that the names in a folder are as durable as the files. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Uni<Boolean> get(ChunkId chunk, ByteBuffer into) {
    return run(() -> {
      try (FileChannel channel = FileChannel.open(file(chunk), StandardOpenOption.READ)) {
        return channel.size() == into.remaining() && fill(channel, into);
      } catch (NoSuchFileException e) {
        return false;
      }
    });
  }

  private static boolean fill(FileChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      ByteBuffer slice = into.slice(into.position(), Math.min(SLICE, into.remaining()));
      int read = channel.read(slice);
      if (read < 0) {
        return false;
      }
      into.position(into.position() + read);
    }
    return true;
  }

  @Override
  public Uni<Void> delete(List<ChunkId> chunks) {
    return run(() -> {
      for (ChunkId chunk : chunks) {
        Files.deleteIfExists(file(chunk));
        Files.deleteIfExists(part(chunk));
      }
      return null;
    });
  }

  @Override
  public Uni<List<StoredBlob>> list(int part) {
    return run(() -> {
      List<StoredBlob> found = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(root, part))) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          BlobName.parse(
                  name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name)
              .flatMap(chunk -> written(file).map(when -> new StoredBlob(chunk, when)))
              .ifPresent(found::add);
        }
      }
      return found;
    });
  }

  /** Empty if it was deleted or renamed meanwhile. */
  private static Optional<Instant> written(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(ChunkId chunk) {
    return root.resolve(BlobName.part(chunk)).resolve(BlobName.of(chunk));
  }

  private Path part(ChunkId chunk) {
    Path file = file(chunk);
    return file.resolveSibling(file.getFileName() + PART);
  }

  private static Path folder(Path root, int part) {
    return root.resolve(BlobName.part(part));
  }

  private <T> Uni<T> run(Callable<T> blocking) {
    return Uni.createFrom()
        .<T>emitter(emitter -> {
          try {
            emitter.complete(blocking.call());
          } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            emitter.fail(unavailable(e));
          } catch (Exception e) {
            emitter.fail(e);
          }
        })
        .runSubscriptionOn(workers);
  }

  private CustomerKeyException unavailable(Exception cause) {
    CustomerKeyException known =
        CustomerKeyException.of(
            FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
            full() ? "the blob store is full" : "the blob store cannot be read or written");
    known.initCause(cause);
    return known;
  }

  private boolean full() {
    try {
      return Files.getFileStore(root).getUsableSpace() < SLICE;
    } catch (IOException e) {
      return false;
    }
  }
}
