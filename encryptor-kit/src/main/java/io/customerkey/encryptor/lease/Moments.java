package io.customerkey.encryptor.lease;

/** Tells the time on both clocks. */
@FunctionalInterface
public interface Moments {
  /**
   * @return now
   */
  Moment now();
}
