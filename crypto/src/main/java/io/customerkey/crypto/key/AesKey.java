package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A derived AES-256 key for one cipher, which can be erased; the JDK's own key specification
 * cannot. Not for use by several threads.
 */
@SuppressWarnings("serial") // SecretKey is serializable; this one refuses to be, see writeReplace
public final class AesKey implements SecretKey {
  static final int SIZE = 32;

  private final transient byte[] bytes;

  /**
   * Takes ownership of the bytes.
   *
   * @param bytes 32 bytes, from now on this object's own
   */
  AesKey(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes");
    }
    this.bytes = bytes;
  }

  /**
   * {@return the derived key}
   *
   * @param key a policy, mailbox or site key
   * @param use a use of 32 bytes
   */
  public static AesKey derive(SecretBytes key, KeyUse use) {
    try (SecretBytes derived = Hkdf.derive(key, use)) {
      return new AesKey(derived.toByteArray());
    }
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy; the JDK's ciphers erase the one they take. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  /**
   * Overwrites the key with zeros. A cipher initialised with it again afterwards has forgotten its
   * schedule too.
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
    return "AesKey[redacted]";
  }
}
