package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;

/**
 * A 32-byte key under AES-256-GCM (60 bytes):
 *
 * <pre>{@code
 * nonce (12, random) ‖ ciphertext (32) ‖ tag (16)
 * }</pre>
 *
 * <p>Two things have this shape and differ in their associated data: mailbox, site and chunk keys
 * ({@link WrappedKey}), and availability keys under the HSM's key ({@link HsmWrappedKey}).
 */
final class SealedKey {
  static final int NONCE_SIZE = 12;
  static final int TAG_SIZE = 16;
  static final int TAG_BITS = 128;
  static final int SEALED_SIZE = AesKey.SIZE + TAG_SIZE;
  static final int SIZE = NONCE_SIZE + SEALED_SIZE;

  private SealedKey() {}

  static Bytes require(Bytes bytes) {
    if (bytes.size() != SIZE) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
    return bytes;
  }
}
