package io.customerkey.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests find files outside the module. */
public final class Repository {
  private Repository() {}

  /** {@return the folder of the whole repository} */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("forbidden-apis.txt"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("tests run inside the repository");
      }
      folder = parent;
    }
    return folder;
  }

  /** {@return the sample mail} */
  public static Path sampleMail() {
    return root().resolve("cli/src/main/demo/mail");
  }

  /** {@return the folder of shared test data, which may not exist} */
  public static Path shared() {
    return root().resolve(System.getenv().getOrDefault("CK_SHARED", "../shared")).normalize();
  }
}
