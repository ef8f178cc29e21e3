package io.customerkey.crypto.key;

import io.customerkey.crypto.Bytes;

/**
 * An availability key under the HSM's key (60 bytes): {@code nonce (12) ‖ ciphertext (32) ‖ tag
 * (16)}, AES-256-GCM with the associated data of {@link AvailabilityKeyContext}. The cipher itself
 * runs inside the HSM. Another length is refused with {@link
 * io.customerkey.crypto.CryptoRefusedException}.
 *
 * @param bytes 60 bytes
 */
public record HsmWrappedKey(Bytes bytes) {
  /** Length in bytes. */
  public static final int SIZE = SealedKey.SIZE;

  /** Length of the nonce in bytes. */
  public static final int NONCE_SIZE = SealedKey.NONCE_SIZE;

  /** Length of the authentication tag in bits. */
  public static final int TAG_BITS = SealedKey.TAG_BITS;

  /** Refuses another length. */
  public HsmWrappedKey {
    SealedKey.require(bytes);
  }

  /**
   * {@return the value}
   *
   * @param nonce 12 random bytes
   * @param ciphertextAndTag 48 bytes, as a JDK cipher returns them
   */
  public static HsmWrappedKey of(byte[] nonce, byte[] ciphertextAndTag) {
    if (nonce.length != NONCE_SIZE) {
      throw new IllegalArgumentException("a nonce has 12 bytes");
    }
    byte[] joined = new byte[nonce.length + ciphertextAndTag.length];
    System.arraycopy(nonce, 0, joined, 0, nonce.length);
    System.arraycopy(ciphertextAndTag, 0, joined, nonce.length, ciphertextAndTag.length);
    return new HsmWrappedKey(Bytes.takeOwnershipOf(joined));
  }

  /** {@return the 12 bytes of the nonce} */
  public byte[] nonce() {
    return bytes.slice(0, NONCE_SIZE).toByteArray();
  }

  /** {@return ciphertext and tag, as a JDK cipher takes them} */
  public byte[] ciphertextAndTag() {
    return bytes.slice(NONCE_SIZE, SIZE).toByteArray();
  }
}
