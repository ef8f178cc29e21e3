package io.customerkey.benchmarks.fleet;

import java.util.Collection;

/** Quantiles of samples, by the nearest rank. */
final class Quantiles {
  private Quantiles() {}

  /**
   * {@return the smallest sample that no less than this part of all samples does not exceed}
   *
   * @param samples at least one
   * @param part from 0 to 1
   */
  static double of(Collection<Double> samples, double part) {
    if (samples.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}
