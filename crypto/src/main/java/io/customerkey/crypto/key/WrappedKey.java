package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;

/**
 * A mailbox, site or chunk key wrapped by {@link KeyWrapper} (60 bytes): {@code nonce (12) ‖
 * ciphertext (32) ‖ tag (16)}. Another length is refused with {@link
 * io.customerkey.crypto.CryptoRefusedException}.
 *
 * @param bytes 60 bytes
 */
public record WrappedKey(Bytes bytes) {
  /** Length in bytes. */
  public static final int SIZE = SealedKey.SIZE;

  /** Refuses another length. */
  public WrappedKey {
    SealedKey.require(bytes);
  }

  /**
   * {@return the wrapped key}
   *
   * @param bytes 60 bytes, copied
   */
  public static WrappedKey of(byte[] bytes) {
    return new WrappedKey(Bytes.copyOf(bytes));
  }
}
