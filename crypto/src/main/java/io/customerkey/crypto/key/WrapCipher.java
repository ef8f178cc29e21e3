package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.WrappingKeyId;
import javax.crypto.Cipher;

/**
 * AES-256-GCM over single keys, for one thread at a time. Works inside the caller's arrays and
 * keeps its own associated data (66 bytes) of which only kind, object and version change:
 *
 * <pre>{@code
 * 1 u8 ‖ tenant (16) ‖ kind u8 ‖ object id (16) ‖ object key version (16) ‖ wrapping key id (16)
 * }</pre>
 */
final class WrapCipher {
  static final int AAD_SIZE = 66;
  static final int OBJECT_SIZE = 32;

  private static final int FORMAT_VERSION = 1;
  private static final int TENANT_AT = 1;
  private static final int KIND_AT = 17;
  private static final int OBJECT_AT = 18;
  private static final int WRAPPING_KEY_AT = 50;

  private final GcmCipher cipher;
  private final byte[] aad = new byte[AAD_SIZE];

  WrapCipher(SecretBytes wrappingKey, TenantId tenant, WrappingKeyId wrappingKeyId) {
    cipher = GcmCipher.under(wrappingKey);
    aad[0] = FORMAT_VERSION;
    tenant.value().writeTo(aad, TENANT_AT);
    wrappingKeyId.value().writeTo(aad, WRAPPING_KEY_AT);
  }

  /**
   * Encrypts one key behind its nonce.
   *
   * @param kind what the key encrypts
   * @param objects holds object id and version
   * @param objectAt where these 32 bytes start
   * @param plain holds the 32-byte key
   * @param plainAt where it starts
   * @param wrapped holds the nonce already; receives ciphertext and tag behind it
   * @param wrappedAt where the nonce starts
   */
  void wrap(
      KeyKind kind,
      byte[] objects,
      int objectAt,
      byte[] plain,
      int plainAt,
      byte[] wrapped,
      int wrappedAt) {
    begin(Cipher.ENCRYPT_MODE, kind, objects, objectAt, wrapped, wrappedAt);
    cipher.finish(plain, plainAt, AesKey.SIZE, wrapped, wrappedAt + SealedKey.NONCE_SIZE);
  }

  /**
   * {@return false if the wrapped key was changed or is of another object, kind, tenant or wrapping
   * key; the plain bytes are then zeros}
   */
  boolean unwrap(
      KeyKind kind,
      byte[] objects,
      int objectAt,
      byte[] wrapped,
      int wrappedAt,
      byte[] plain,
      int plainAt) {
    begin(Cipher.DECRYPT_MODE, kind, objects, objectAt, wrapped, wrappedAt);
    int sealedAt = wrappedAt + SealedKey.NONCE_SIZE;
    return cipher.finish(wrapped, sealedAt, SealedKey.SEALED_SIZE, plain, plainAt) >= 0;
  }

  private void begin(
      int mode, KeyKind kind, byte[] objects, int objectAt, byte[] wrapped, int wrappedAt) {
    aad[KIND_AT] = (byte) kind.number();
    System.arraycopy(objects, objectAt, aad, OBJECT_AT, OBJECT_SIZE);
    cipher.begin(mode, wrapped, wrappedAt, aad);
  }

  /** Erases the key. */
  void destroy() {
    cipher.close();
  }
}
