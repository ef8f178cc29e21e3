package io.customerkey.cli.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A message that is a file of its own.
 *
 * @param root the folder
 * @param relative the file in it
 * @param size of the file in bytes
 */
record EmlFile(Path root, Path relative, long size) implements Message {
  static EmlFile of(Path root, Path relative) throws IOException {
    return new EmlFile(root, relative, Files.size(root.resolve(relative)));
  }

  @Override
  public String path() {
    return text(relative);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(root.resolve(relative));
  }

  /** The path with {@code /} between names on every platform. */
  static String text(Path path) {
    StringBuilder text = new StringBuilder();
    for (Path name : path) {
      text.append(text.isEmpty() ? "" : "/").append(name);
    }
    return text.toString();
  }
}
