package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import java.util.Arrays;

/**
 * Plain keys of a batch, 32 bytes each in the order of the request, and the few that could not be
 * opened. The bytes of a failed one are zeros. Close erases all.
 */
public final class KeyBatch implements AutoCloseable {
  private final byte[] keys;
  private final int[] failures;

  /** Takes ownership of both arrays. */
  KeyBatch(byte[] keys, int[] failures) {
    this.keys = keys;
    this.failures = failures;
  }

  /** {@return number of entries, failed ones included} */
  public int count() {
    return keys.length / AesKey.SIZE;
  }

  /**
   * {@return the live array of 32 bytes per entry, erased by {@link #close()}; not copied, not to
   * be changed}
   */
  public byte[] packed() {
    return keys;
  }

  /** {@return ascending indexes of the entries that were refused; empty nearly always} */
  public int[] failures() {
    return failures.clone();
  }

  /**
   * {@return a copy of its key, closed on its own}
   *
   * @param index of the entry, from 0
   */
  public SecretBytes key(int index) {
    int from = index * AesKey.SIZE;
    return SecretBytes.takeOwnershipOf(Arrays.copyOfRange(keys, from, from + AesKey.SIZE));
  }

  @Override
  public void close() {
    Arrays.fill(keys, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeyBatch[" + count() + " keys, redacted, " + failures.length + " failed]";
  }
}
