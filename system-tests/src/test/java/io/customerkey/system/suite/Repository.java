package io.customerkey.system.suite;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is. */
public final class Repository {
  private Repository() {}

  /** The folder that holds {@code ck}. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("ck"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests run inside a checkout");
    }
    return folder;
  }
}
