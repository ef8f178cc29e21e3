package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;

/** Private RSA keys that were made elsewhere, checked to be whole. */
final class ImportedKey {
  private static final List<Integer> SIZES = List.of(2048, 3072, 4096);
  private static final BigInteger PROBE = BigInteger.valueOf(0x10001L * 0x10001L);

  private ImportedKey() {}

  /**
   * Reads a JSON Web Key with its private members (RFC 7518, 6.3.2).
   *
   * @throws Refusal BadParameter when it is no whole RSA key of an accepted size
   */
  static KeyMaterial ofJwk(JsonObject jwk) {
    String type = jwk.getString("kty", "");
    if (!type.equals("RSA") && !type.equals("RSA-HSM")) {
      throw Refusal.badParameter("Property kty has invalid value " + type);
    }
    return checked(
        new RSAPrivateCrtKeySpec(
            number(jwk, "n"),
            number(jwk, "e"),
            number(jwk, "d"),
            number(jwk, "p"),
            number(jwk, "q"),
            number(jwk, "dp"),
            number(jwk, "dq"),
            number(jwk, "qi")));
  }

  /**
   * Reads a PKCS#8 private key in PEM (RFC 7468, 10).
   *
   * @throws Refusal BadParameter when it is no whole RSA key of an accepted size
   */
  static KeyMaterial ofPem(String pem) {
    String base64 =
        pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "");
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      if (!(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded))
          instanceof RSAPrivateCrtKey key)) {
        throw notWhole();
      }
      return checked(
          new RSAPrivateCrtKeySpec(
              key.getModulus(),
              key.getPublicExponent(),
              key.getPrivateExponent(),
              key.getPrimeP(),
              key.getPrimeQ(),
              key.getPrimeExponentP(),
              key.getPrimeExponentQ(),
              key.getCrtCoefficient()));
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      throw notWhole();
    }
  }

  private static KeyMaterial checked(RSAPrivateCrtKeySpec key) {
    BigInteger modulus = key.getModulus();
    if (!SIZES.contains(modulus.bitLength())) {
      throw Refusal.badParameter("RSA key of invalid size " + modulus.bitLength());
    }
    boolean whole =
        key.getPrimeP().multiply(key.getPrimeQ()).equals(modulus)
            && PROBE
                .modPow(key.getPublicExponent(), modulus)
                .modPow(key.getPrivateExponent(), modulus)
                .equals(PROBE);
    if (!whole) {
      throw notWhole();
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return KeyMaterial.of(
          factory.generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent())),
          factory.generatePrivate(key));
    } catch (GeneralSecurityException notAKey) {
      throw notWhole();
    }
  }

  private static BigInteger number(JsonObject jwk, String field) {
    try {
      BigInteger number =
          new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString(field, "")));
      if (number.signum() > 0) {
        return number;
      }
    } catch (IllegalArgumentException notBase64) {
      // The same refusal as for a missing one.
    }
    throw notWhole();
  }

  private static Refusal notWhole() {
    return Refusal.badParameter("The property \"key\" must be a valid JsonWebKey object.");
  }
}
