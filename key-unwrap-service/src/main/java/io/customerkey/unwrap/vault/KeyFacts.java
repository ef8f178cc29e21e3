package io.customerkey.unwrap.vault;

import io.customerkey.crypto.Bytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a vault says about one version of a key.
 *
 * @param key key id with the version described
 * @param type kind of key
 * @param bits length of the modulus; 0 unless RSA
 * @param publicKeySha256 SHA-256 of the SubjectPublicKeyInfo (RFC 5280), 32 bytes; empty unless RSA
 * @param tags set by the vault's owner
 * @param enabled whether the version may be used
 * @param notBefore start of its validity, if limited
 * @param expires end of its validity, if limited
 * @param recoveryLevel the vault's word for soft delete and purge protection, empty where it says
 *     nothing
 */
public record KeyFacts(
    KeyUri key,
    KeyType type,
    int bits,
    Bytes publicKeySha256,
    Map<String, String> tags,
    boolean enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    String recoveryLevel) {
  /** Copies the tags. */
  public KeyFacts {
    tags = Map.copyOf(tags);
  }
}
