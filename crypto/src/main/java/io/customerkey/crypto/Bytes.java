package io.customerkey.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes with real equality, so that records never hold a bare array. For public data
 * only: secrets are {@link SecretBytes}.
 */
public final class Bytes {
  private static final Bytes EMPTY = new Bytes(new byte[0]);
  private static final int PRINTED = 32;

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** {@return no bytes} */
  public static Bytes empty() {
    return EMPTY;
  }

  /**
   * {@return the value}
   *
   * @param bytes copied
   */
  public static Bytes copyOf(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /**
   * {@return the value}
   *
   * @param bytes copied in part
   * @param offset first byte
   * @param length number of bytes
   */
  public static Bytes copyOf(byte[] bytes, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /**
   * {@return the value}
   *
   * @param bytes from now on this object's own, the caller neither changes nor keeps the array
   */
  public static Bytes takeOwnershipOf(byte[] bytes) {
    return new Bytes(bytes);
  }

  /**
   * {@return the value}
   *
   * @param hex pairs of hexadecimal digits, no separators
   * @throws IllegalArgumentException for any other text
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** {@return number of bytes} */
  public int size() {
    return bytes.length;
  }

  /**
   * {@return that byte}
   *
   * @param index from 0
   */
  public byte at(int index) {
    return bytes[index];
  }

  /**
   * {@return the part}
   *
   * @param from first byte
   * @param to after the last byte
   */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /** {@return a fresh array} */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * Copies all bytes into an array.
   *
   * @param target receives {@link #size()} bytes
   * @param offset where they start
   */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** {@return a read-only view, without a copy} */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** {@return all bytes in hexadecimal} */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The hexadecimal form; of long values the first 32 bytes and the size. */
  @Override
  public String toString() {
    return bytes.length <= PRINTED
        ? toHex()
        : HexFormat.of().formatHex(bytes, 0, PRINTED) + "… (" + bytes.length + " bytes)";
  }
}
