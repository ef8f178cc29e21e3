package io.customerkey.cli.mail;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder of {@code .eml} files, with its sub-folders.
 *
 * @param root the folder
 */
public record MailFolder(Path root) {
  /** Refuses what is no folder. */
  public MailFolder {
    if (!Files.isDirectory(root)) {
      throw CkException.local("not a folder: " + root, "Name a folder that holds .eml files.");
    }
  }

  /**
   * {@return the messages, relative to the folder, in order of name}
   *
   * @throws IOException when the folder cannot be read
   */
  public List<Path> messages() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".eml"))
          .map(root::relativize)
          .sorted()
          .toList();
    }
  }
}
