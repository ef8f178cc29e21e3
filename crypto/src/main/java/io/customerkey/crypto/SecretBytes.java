package io.customerkey.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Bytes that must not outlive their use. Hold one in try-with-resources: {@link #close()}
 * overwrites it with zeros, and every later use is refused with {@link IllegalStateException}. It
 * never prints its content and compares in constant time. Safe for use by many threads: a close
 * waits until a running use has ended.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * {@return the secret}
   *
   * @param bytes the secret; from now on this object's own, the caller neither uses nor keeps the
   *     array
   */
  public static SecretBytes takeOwnershipOf(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /**
   * {@return the secret}
   *
   * @param bytes the secret; copied, and still the caller's to erase
   */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /**
   * {@return a new random secret}
   *
   * @param length number of bytes
   * @param random a cryptographic source, {@link SecureRandomSource} in production
   */
  public static SecretBytes random(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /** {@return number of bytes, also after close} */
  public int length() {
    return bytes.length;
  }

  /**
   * Lends the bytes to a short computation that neither keeps nor changes them.
   *
   * @param use called once, with the live array
   * @param <R> what it computes
   * @return what {@code use} returned
   * @throws IllegalStateException after close
   */
  public synchronized <R> R with(Function<byte[], R> use) {
    requireOpen();
    return use.apply(bytes);
  }

  /**
   * Copies the secret out, for an interface that takes an array only. The caller erases the copy.
   *
   * @return a fresh array
   * @throws IllegalStateException after close
   */
  public synchronized byte[] toByteArray() {
    requireOpen();
    return bytes.clone();
  }

  /**
   * Copies the secret into a caller's array, which the caller erases.
   *
   * @param target receives {@link #length()} bytes
   * @param offset where they start
   * @throws IllegalStateException after close
   */
  public synchronized void copyTo(byte[] target, int offset) {
    requireOpen();
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /**
   * {@return a second secret of the same bytes, closed on its own}
   *
   * @throws IllegalStateException after close
   */
  public SecretBytes copy() {
    return new SecretBytes(toByteArray());
  }

  /** {@return whether {@link #close()} was called} */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Overwrites the bytes with zeros; closing twice does nothing. */
  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("secret is closed");
    }
  }

  /** Compares in constant time; a closed secret equals only itself. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SecretBytes that) || isClosed() || that.isClosed()) {
      return false;
    }
    byte[] theirs = that.toByteArray();
    try {
      return with(ours -> MessageDigest.isEqual(ours, theirs));
    } finally {
      Arrays.fill(theirs, (byte) 0);
    }
  }

  /** Depends on the length only, so that it tells nothing about the content. */
  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes, redacted]";
  }
}
