package io.customerkey.cli.mail;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of {@code .eml} and {@code .mbox} files, with its sub-folders, or one such file.
 *
 * @param root the folder
 * @param only the one file, relative to the folder; empty for all
 * @param form how mbox files quote
 */
public record MailFolder(Path root, Optional<Path> only, MboxForm form) {
  /** What a person should name. */
  public static final String WANTED =
      "Name a folder that holds .eml or .mbox files, or one of them.";

  /**
   * {@return the folder, or the one file}
   *
   * @param path of a folder or of a file; a file whose name does not end in {@code .eml} is an mbox
   *     file
   * @param form how mbox files quote
   */
  public static MailFolder of(Path path, MboxForm form) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (Files.isDirectory(absolute)) {
      return new MailFolder(absolute, Optional.empty(), form);
    }
    if (Files.isRegularFile(absolute) && parent != null) {
      return new MailFolder(parent, Optional.of(parent.relativize(absolute)), form);
    }
    throw CkException.local("no mail at " + path, WANTED);
  }

  /**
   * {@return the messages, in order of name}
   *
   * @throws IOException when the folder cannot be read
   * @throws CkException when an mbox file is malformed
   */
  public List<Message> messages() throws IOException {
    if (only.isPresent()) {
      return isNamed(only.get(), ".eml") ? List.of(EmlFile.of(root, only.get())) : mbox(only.get());
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> isNamed(file, ".eml") || isNamed(file, ".mbox"))
              .map(root::relativize)
              .sorted()
              .toList();
    }
    List<Message> messages = new ArrayList<>();
    for (Path file : files) {
      if (isNamed(file, ".mbox")) {
        messages.addAll(mbox(file));
      } else {
        messages.add(EmlFile.of(root, file));
      }
    }
    return messages;
  }

  private List<Message> mbox(Path file) throws IOException {
    return MboxFile.messages(root.resolve(file), EmlFile.text(file), form);
  }

  private static boolean isNamed(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
