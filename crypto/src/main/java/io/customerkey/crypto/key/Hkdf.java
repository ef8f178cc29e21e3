package io.customerkey.crypto.key;

import io.customerkey.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA-256 (RFC 5869), for the uses {@link KeyUse} lists and no other. */
public final class Hkdf {
  private Hkdf() {}

  /**
   * {@return the derived secret, of {@link KeyUse#length()} bytes}
   *
   * @param key a policy, mailbox or site key
   * @param use what for
   * @throws IllegalStateException if {@code key} is closed
   */
  public static SecretBytes derive(SecretBytes key, KeyUse use) {
    return SecretBytes.takeOwnershipOf(
        key.with(bytes -> derive(bytes, use.salt(), use.info(), use.length())));
  }

  static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
    try {
      var extract = HKDFParameterSpec.ofExtract().addIKM(key);
      if (salt.length > 0) {
        extract.addSalt(salt);
      }
      return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of the JDK", e);
    }
  }
}
