package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;

/** An AES-256 key for one cipher. Not for use by several threads. */
@SuppressWarnings("serial") // see ErasableKey
final class AesKey extends ErasableKey {
  /**
   * Takes ownership of the bytes.
   *
   * @param bytes 32 bytes, from now on this object's own
   */
  AesKey(byte[] bytes) {
    super(bytes);
  }

  /**
   * {@return the derived key}
   *
   * @param key a policy, mailbox or site key
   * @param use a use of 32 bytes
   */
  static AesKey derive(SecretBytes key, KeyUse use) {
    try (SecretBytes derived = Hkdf.derive(key, use)) {
      return new AesKey(derived.toByteArray());
    }
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }
}
