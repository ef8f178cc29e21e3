package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.WrappingKeyId;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

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

  private final AesKey key;
  private final Cipher cipher;
  private final byte[] aad = new byte[AAD_SIZE];

  WrapCipher(SecretBytes wrappingKey, TenantId tenant, WrappingKeyId wrappingKeyId) {
    key = new AesKey(wrappingKey.toByteArray());
    aad[0] = FORMAT_VERSION;
    tenant.value().writeTo(aad, TENANT_AT);
    wrappingKeyId.value().writeTo(aad, WRAPPING_KEY_AT);
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of the JDK", e);
    }
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
    try {
      begin(Cipher.ENCRYPT_MODE, kind, objects, objectAt, wrapped, wrappedAt);
      cipher.doFinal(plain, plainAt, AesKey.SIZE, wrapped, wrappedAt + SealedKey.NONCE_SIZE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
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
    try {
      begin(Cipher.DECRYPT_MODE, kind, objects, objectAt, wrapped, wrappedAt);
      int sealedAt = wrappedAt + SealedKey.NONCE_SIZE;
      cipher.doFinal(wrapped, sealedAt, SealedKey.SEALED_SIZE, plain, plainAt);
      return true;
    } catch (AEADBadTagException e) {
      Arrays.fill(plain, plainAt, plainAt + AesKey.SIZE, (byte) 0);
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to decrypt", e);
    }
  }

  private void begin(
      int mode, KeyKind kind, byte[] objects, int objectAt, byte[] wrapped, int wrappedAt)
      throws GeneralSecurityException {
    aad[KIND_AT] = (byte) kind.number();
    System.arraycopy(objects, objectAt, aad, OBJECT_AT, OBJECT_SIZE);
    cipher.init(
        mode,
        key,
        new GCMParameterSpec(SealedKey.TAG_BITS, wrapped, wrappedAt, SealedKey.NONCE_SIZE));
    cipher.updateAAD(aad);
  }

  /** Erases the key, and makes the cipher forget its key schedule as far as the JDK lets one. */
  void destroy() {
    key.destroy();
    try {
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new GCMParameterSpec(SealedKey.TAG_BITS, new byte[SealedKey.NONCE_SIZE]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused a key of zeros", e);
    }
  }
}
