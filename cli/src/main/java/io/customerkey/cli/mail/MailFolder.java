package io.customerkey.cli.mail;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of {@code .eml} files, with its sub-folders, or one message of it.
 *
 * @param root the folder
 * @param only the one message, relative to the folder; empty for all
 */
public record MailFolder(Path root, Optional<Path> only) {
  /**
   * {@return the folder, or the one message}
   *
   * @param path of a folder or of a message
   */
  public static MailFolder of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (Files.isDirectory(absolute)) {
      return new MailFolder(absolute, Optional.empty());
    }
    if (Files.isRegularFile(absolute) && parent != null) {
      return new MailFolder(parent, Optional.of(parent.relativize(absolute)));
    }
    throw CkException.local(
        "no mail at " + path, "Name a folder that holds .eml files, or one of them.");
  }

  /**
   * {@return the messages, relative to the folder, in order of name}
   *
   * @throws IOException when the folder cannot be read
   */
  public List<Path> messages() throws IOException {
    if (only.isPresent()) {
      return List.of(only.get());
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".eml"))
          .map(root::relativize)
          .sorted()
          .toList();
    }
  }
}
