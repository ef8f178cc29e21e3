package io.customerkey.cli.transfer;

import java.io.IOException;

/**
 * One thing to be moved.
 *
 * @param name what a person calls it
 * @param bytes of its content, as far as is known before
 * @param act moves it
 */
public record Move(String name, long bytes, Act act) {

  /** Moves one thing. */
  @FunctionalInterface
  public interface Act {
    /**
     * Moves it.
     *
     * @param progress to hear of its bytes
     * @return its bytes
     * @throws IOException when it cannot be read or written here
     */
    long run(Progress progress) throws IOException;
  }
}
