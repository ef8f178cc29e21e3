package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;

/** The capability to sign statements with one key. Safe for use by many threads. */
public final class StatementSigner {
  private final SigningKeyId keyId;
  private final PrivateKey key;

  private StatementSigner(SigningKeyId keyId, PrivateKey key) {
    this.keyId = keyId;
    this.key = key;
  }

  /**
   * {@return the signer}
   *
   * @param keyId the name under which readers trust this key
   * @param pkcs8 the Ed25519 private key, PKCS#8 in DER; still the caller's to close
   * @throws IllegalArgumentException if it is not such a key
   */
  public static StatementSigner ofPkcs8(SigningKeyId keyId, SecretBytes pkcs8) {
    return pkcs8.with(der -> {
      try {
        return new StatementSigner(keyId, Ed25519.privateKey(der));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("the statement key is not an Ed25519 key in PKCS#8", e);
      }
    });
  }

  /** {@return the name under which readers trust this key} */
  public SigningKeyId keyId() {
    return keyId;
  }

  /**
   * {@return the statement with this signer's signature}
   *
   * @param type what is said
   * @param payload the serialized message, to be kept byte for byte
   */
  public SignedStatement sign(StatementType type, Bytes payload) {
    byte[] signature = Ed25519.sign(key, SignedStatement.signedBytes(type, payload));
    return new SignedStatement(
        type, payload, List.of(new StatementSignature(keyId, Bytes.takeOwnershipOf(signature))));
  }

  @Override
  public String toString() {
    return "StatementSigner[" + keyId + ", redacted]";
  }
}
