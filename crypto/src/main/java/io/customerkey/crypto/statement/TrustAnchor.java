package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;

/**
 * A key whose statements a service believes. Comes from that service's own configuration, never
 * from the signer. It is removed only after what it signed has been issued again.
 *
 * @param keyId its name
 * @param publicKey Ed25519 public key, raw, 32 bytes
 * @param types what it may sign
 * @param notBefore the first moment of its validity
 * @param notAfter the moment its validity ends; not part of it
 * @param revoked whether nothing it signed counts any more, whenever it was signed
 */
public record TrustAnchor(
    SigningKeyId keyId,
    Bytes publicKey,
    Set<StatementType> types,
    Instant notBefore,
    Instant notAfter,
    boolean revoked) {

  /** Refuses a malformed key or an empty validity with {@link IllegalArgumentException}. */
  public TrustAnchor {
    types = Set.copyOf(types);
    if (publicKey.size() != Ed25519.PUBLIC_KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
    }
    try {
      Ed25519.publicKey(publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("a trust anchor is valid for some time");
    }
  }

  boolean validAt(Instant created) {
    return !created.isBefore(notBefore) && created.isBefore(notAfter);
  }
}
