package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;

/**
 * One Ed25519 signature of a statement.
 *
 * @param keyId who claims to have signed
 * @param signature 64 bytes
 */
public record StatementSignature(SigningKeyId keyId, Bytes signature) {
  /** Length of a signature in bytes. */
  public static final int SIZE = 64;

  /** Refuses another length with {@link CryptoRefusedException}. */
  public StatementSignature {
    if (signature.size() != SIZE) {
      throw new CryptoRefusedException(Subject.FORMAT);
    }
  }
}
