package io.customerkey.unwrap.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Folders whose entries outlive a loss of power: a file that was forced to the disk is lost all the
 * same if the folder that names it was not.
 */
final class DurableFolders {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private DurableFolders() {}

  /** Makes a folder and those above it, each durable, if they are not there. */
  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = above(folder);
    make(above);
    try {
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(folder)) {
        throw made;
      }
    }
    force(above);
  }

  /** Makes the name of a file, or of a folder, durable. */
  static void named(Path file) throws IOException {
    force(above(file));
  }

  private static Path above(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is no spool");
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
