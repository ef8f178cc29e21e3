package io.customerkey.crypto.key;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * 32 bytes of key material for one cipher or MAC, which can be erased; the JDK's own key
 * specification cannot. Not for use by several threads.
 */
@SuppressWarnings("serial") // SecretKey is serializable; this one refuses to be, see writeReplace
abstract sealed class ErasableKey implements SecretKey permits AesKey, MacKey {
  static final int SIZE = 32;

  private final transient byte[] bytes;

  /** Takes ownership of the 32 bytes. */
  ErasableKey(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a derived key has 32 bytes");
    }
    this.bytes = bytes;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy; the JDK's ciphers and MACs erase the one they take. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  /**
   * Overwrites the key with zeros. A cipher or MAC initialised with it again afterwards has
   * forgotten its schedule too.
   */
  @Override
  public void destroy() {
    Arrays.fill(bytes, (byte) 0);
  }

  private Object writeReplace() {
    throw new UnsupportedOperationException("a key is not serialized");
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[redacted]";
  }
}
