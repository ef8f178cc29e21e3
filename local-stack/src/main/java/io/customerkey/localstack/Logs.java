package io.customerkey.localstack;

import io.customerkey.localstack.data.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the stack's own log to {@code logs/local-stack.log} and keeps what is chatty quiet. */
final class Logs {
  private static final int LARGEST_FILE = 10_000_000;

  /** Held, because java.util.logging forgets the level of a logger nobody holds. */
  private static final List<Logger> CHATTY =
      List.of(
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("kafka"),
          Logger.getLogger("state.change.logger"));

  private Logs() {}

  /**
   * From here on nothing is logged elsewhere.
   *
   * @param root of the data folder, which is made
   */
  static void toFile(Path root) {
    LogManager.getLogManager().reset();
    DataFolder folder = DataFolder.open(root);
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    try {
      FileHandler handler =
          new FileHandler(
              folder.logs().resolve("local-stack.log").toString(), LARGEST_FILE, 1, true);
      handler.setFormatter(new SimpleFormatter());
      Logger.getLogger("").addHandler(handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
