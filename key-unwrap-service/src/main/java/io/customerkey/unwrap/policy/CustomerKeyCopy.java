package io.customerkey.unwrap.policy;

import io.customerkey.crypto.Bytes;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;

/**
 * A policy key under one customer key.
 *
 * @param key key id with its version
 * @param owner whose it is
 * @param directory that the vault's tokens are asked from
 * @param publicKeySha256 pins the version: SHA-256 of its SubjectPublicKeyInfo
 * @param wrapped RSA-OAEP-256 of the slot payload, as long as the modulus
 * @param bits length of the modulus
 */
public record CustomerKeyCopy(
    KeyUri key,
    KeyOwner owner,
    DirectoryId directory,
    Bytes publicKeySha256,
    Bytes wrapped,
    int bits) {
  /** Refuses a key id without a version. */
  public CustomerKeyCopy {
    if (key.version().isEmpty()) {
      throw new IllegalArgumentException("a copy names the version of its key");
    }
  }
}
