package io.customerkey.availability.hsm;

import io.customerkey.crypto.key.HsmKeyId;
import java.nio.file.Path;

/**
 * Where the key-encryption key is.
 *
 * @param type how the store is reached
 * @param store the PKCS#12 file, or the configuration file of SunPKCS11 (JDK PKCS#11 Reference
 *     Guide)
 * @param password of the file, or the user's PIN of the token
 * @param key alias of an AES-256 key in the store
 */
public record HsmLocation(HsmType type, Path store, String password, HsmKeyId key) {
  /** Without the password. */
  @Override
  public String toString() {
    return "HsmLocation[" + type + ", " + store + ", key=" + key + "]";
  }
}
