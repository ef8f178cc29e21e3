package io.customerkey.dep.policy;

import io.customerkey.crypto.Bytes;
import java.util.Optional;

/**
 * One of the two customer keys of a policy.
 *
 * @param slot 1 or 2
 * @param requested as the admin named it
 * @param pinned what key-unwrap-service found; empty until provisioned
 */
public record PolicyKey(int slot, KeyUri requested, Optional<Pinned> pinned) {
  /**
   * The version in use.
   *
   * @param keyId with version
   * @param algorithm {@code RSA-OAEP-256}
   * @param bits length of the modulus
   * @param publicKeySha256 of the SubjectPublicKeyInfo, 32 bytes
   */
  public record Pinned(String keyId, String algorithm, int bits, Bytes publicKeySha256) {}
}
