package io.customerkey.crypto.item;

/** Takes the segments of a stream in order, for example to store each as a row. */
@FunctionalInterface
public interface SegmentSink {
  /**
   * Takes the next segment.
   *
   * @param number of the segment, from 0
   * @param segment header (in the first), ciphertext and tag; the receiver's own from now on
   * @param last whether no other follows
   */
  void accept(int number, byte[] segment, boolean last);
}
