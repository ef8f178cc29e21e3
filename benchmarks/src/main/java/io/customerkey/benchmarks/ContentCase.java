package io.customerkey.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * One way to encrypt or decrypt the item, and how fast it was in each round.
 *
 * @param name direction and way
 * @param work handles the whole item once, with everything allocated before
 * @param samples bytes per nanosecond of the thread's CPU time, which is GB/s
 * @param wallSamples the same by the clock on the wall
 */
@SuppressWarnings("ArrayRecordComponent") // filled in place, never compared
record ContentCase(String name, Work work, double[] samples, double[] wallSamples) {
  /** What is measured. */
  @FunctionalInterface
  interface Work {
    /** Handles the whole item once. */
    void run() throws GeneralSecurityException, IOException;
  }

  static ContentCase of(String name, int rounds, Work work) {
    return new ContentCase(name, work, new double[rounds], new double[rounds]);
  }

  /** {@return the median speed in GB/s} */
  double speed() {
    return Report.median(samples);
  }

  /** {@return the median speed by the clock on the wall in GB/s} */
  double wallSpeed() {
    return Report.median(wallSamples);
  }
}
