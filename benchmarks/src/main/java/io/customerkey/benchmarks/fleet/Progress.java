package io.customerkey.benchmarks.fleet;

import java.util.function.Consumer;

/** What goes on, for people. */
final class Progress {
  private Progress() {}

  /**
   * {@return where to say it}
   *
   * @param json whether a machine reads: it hears nothing
   */
  static Consumer<String> to(boolean json) {
    return json ? what -> {} : System.err::println;
  }
}
