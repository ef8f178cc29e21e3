package io.customerkey.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * One way to encrypt or decrypt the item, and how fast it was in each round.
 *
 * @param name direction and way
 * @param work handles the whole item once, with everything allocated before
 * @param samples bytes per nanosecond, which is GB/s
 */
@SuppressWarnings("ArrayRecordComponent") // filled in place, never compared
record ContentCase(String name, Work work, double[] samples) {
  /** What is measured. */
  @FunctionalInterface
  interface Work {
    /** Handles the whole item once. */
    void run() throws GeneralSecurityException, IOException;
  }

  static ContentCase of(String name, int rounds, Work work) {
    return new ContentCase(name, work, new double[rounds]);
  }

  /** {@return the median speed in GB/s} */
  double speed() {
    return Report.median(samples);
  }
}
