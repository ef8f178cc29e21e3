package io.customerkey.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that appears, or is replaced, when it is whole. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes all of a file.
   *
   * @param <T> what is known of it
   */
  @FunctionalInterface
  public interface Writing<T> {
    /**
     * {@return what is known of it}
     *
     * @param sink not to be closed
     * @throws IOException when it cannot be written
     */
    T to(OutputStream sink) throws IOException;
  }

  /**
   * Writes it beside the target first; when that fails, nothing is left of it.
   *
   * @param <T> what is known of it
   * @param target its folder is made where it is missing
   * @param writing writes all of it
   * @return what is known of it
   * @throws IOException when it cannot be written
   */
  public static <T> T write(Path target, Writing<T> writing) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder for " + target);
    }
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, ".ck-", ".part");
    try {
      T known;
      try (OutputStream sink = Files.newOutputStream(partial)) {
        known = writing.to(sink);
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      return known;
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
