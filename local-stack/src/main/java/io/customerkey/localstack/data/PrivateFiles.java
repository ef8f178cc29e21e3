package io.customerkey.localstack.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files and folders that only their owner may read (0600, 0700), written whole or not at all. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes the folder and its parents, or sets the permissions of the one that is there. */
  public static Path folder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, FOLDER);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file in one step; a reader sees the old content or the new one. */
  public static void write(Path file, byte[] content) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      Path draft =
          Files.createTempFile(parent, ".draft", null, PosixFilePermissions.asFileAttribute(FILE));
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@link #write(Path, byte[])} of UTF-8 text. */
  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The file's text. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file's text; a file that is not there is written first with what {@code first} gives. One
   * at a time, so that all who ask get the same.
   */
  public static synchronized String readOrWrite(Path file, Supplier<String> first) {
    if (!Files.exists(file)) {
      write(file, first.get());
    }
    return read(file);
  }
}
