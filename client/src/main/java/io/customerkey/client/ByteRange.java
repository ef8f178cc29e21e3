package io.customerkey.client;

/**
 * A part of a file.
 *
 * @param offset first byte, from 0
 * @param length how many bytes
 */
public record ByteRange(long offset, long length) {
  /** Refuses negative numbers. */
  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a range has no negative offset or length");
    }
  }
}
