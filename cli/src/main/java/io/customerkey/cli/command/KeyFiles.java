package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files with keys of emulated vaults: small, and written for their owner only. */
final class KeyFiles {
  private static final int LARGEST = 64 * 1024;

  private KeyFiles() {}

  static String read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw CkException.usage("--file: " + file + " is larger than " + LARGEST + " bytes");
      }
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException unreadable) {
      throw CkException.usage("--file: " + file + " cannot be read as text");
    }
  }

  static void write(Path file, String content) {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> once = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (var channel = Files.newByteChannel(file, once, owner)) {
        channel.write(StandardCharsets.US_ASCII.encode(content));
      }
    } catch (FileAlreadyExistsException taken) {
      throw CkException.usage("--file: " + file + " exists");
    } catch (IOException unwritable) {
      throw CkException.usage("--file: " + file + " cannot be written");
    }
  }
}
