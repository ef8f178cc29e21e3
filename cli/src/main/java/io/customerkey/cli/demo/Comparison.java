package io.customerkey.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written to it with an original, however large. */
final class Comparison extends OutputStream {
  private final InputStream original;
  private boolean same = true;

  Comparison(InputStream original) {
    this.original = original;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] expected = original.readNBytes(length);
    same = same && Arrays.equals(expected, 0, expected.length, bytes, offset, offset + length);
  }

  @Override
  public void write(int value) throws IOException {
    same = same && original.read() == (value & 0xff);
  }

  /** Whether all was the same, and nothing is left of the original. */
  boolean isSame() throws IOException {
    return same && original.read() < 0;
  }
}
