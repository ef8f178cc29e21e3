package io.customerkey.exchange.content;

/**
 * One segment of ciphertext on its way to a row or from it. A megabyte that is not copied: its
 * array is made once, and nobody changes it.
 */
public final class Segment {
  private final int number;
  private final byte[] bytes;

  /**
   * @param number from 0
   * @param bytes header (in the first), ciphertext and tag; from now on this object's own
   */
  public Segment(int number, byte[] bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /**
   * @return from 0
   */
  public int number() {
    return number;
  }

  /**
   * @return the array itself, not to be changed
   */
  public byte[] array() {
    return bytes;
  }
}
