package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) by the JDK, with public keys in their raw form of 32 bytes. */
final class Ed25519 {
  static final int PUBLIC_KEY_SIZE = 32;

  /** RFC 8410: SubjectPublicKeyInfo of an Ed25519 key up to the key itself. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  static PublicKey publicKey(Bytes raw) throws GeneralSecurityException {
    byte[] encoded = new byte[X509_PREFIX.length + raw.size()];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    raw.copyTo(encoded, X509_PREFIX.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    // the factory does not decode the point; this does, and refuses what is not on the curve
    Signature.getInstance("Ed25519").initVerify(key);
    return key;
  }

  static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    if (key instanceof EdECPrivateKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return key;
    }
    throw new GeneralSecurityException("not an Ed25519 key");
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 refused to sign", e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 refused a key it had accepted", e);
    }
  }
}
