package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The key pair of one key version: RSA of 2048, 3072 or 4096 bits, or EC P-256. */
final class KeyMaterial {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final List<Integer> RSA_SIZES = List.of(2048, 3072, 4096);
  private static final int EC_COORDINATE = 32;

  private static final int REMEMBERED = 1024;

  private final PublicKey publicKey;
  private final PrivateKey privateKey;
  private final Map<String, byte[]> unwrapped =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  private KeyMaterial(PublicKey publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /**
   * A new pair.
   *
   * @param type {@code RSA} or {@code EC} (with -HSM at the end, too)
   * @throws Refusal BadParameter for another type or size
   */
  static KeyMaterial make(String type, int size) {
    try {
      return switch (type) {
        case "RSA", "RSA-HSM" -> {
          if (!RSA_SIZES.contains(size)) {
            throw Refusal.badParameter("Property key_size has invalid value " + size);
          }
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(size);
          yield of(generator.generateKeyPair());
        }
        case "EC", "EC-HSM" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"));
          yield of(generator.generateKeyPair());
        }
        default -> throw Refusal.badParameter("Property kty has invalid value " + type);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyMaterial of(KeyPair pair) {
    return of(pair.getPublic(), pair.getPrivate());
  }

  /** A pair that was checked to be one. */
  static KeyMaterial of(PublicKey publicKey, PrivateKey privateKey) {
    return new KeyMaterial(publicKey, privateKey);
  }

  /** Reads what {@link #toJson()} wrote. */
  static KeyMaterial fromJson(JsonObject json) {
    Base64.Decoder decoder = Base64.getDecoder();
    try {
      KeyFactory factory = KeyFactory.getInstance(json.getString("type"));
      return new KeyMaterial(
          factory.generatePublic(
              new X509EncodedKeySpec(decoder.decode(json.getString("publicKey")))),
          factory.generatePrivate(
              new PKCS8EncodedKeySpec(decoder.decode(json.getString("privateKey")))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a vault's key file is damaged", e);
    }
  }

  JsonObject toJson() {
    Base64.Encoder encoder = Base64.getEncoder();
    return new JsonObject()
        .put("type", type())
        .put("publicKey", encoder.encodeToString(publicKey.getEncoded()))
        .put("privateKey", encoder.encodeToString(privateKey.getEncoded()));
  }

  String type() {
    return publicKey instanceof RSAPublicKey ? "RSA" : "EC";
  }

  int size() {
    return publicKey instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 256;
  }

  /** The public half as a JSON Web Key, without its id. */
  JsonObject jwk() {
    if (publicKey instanceof RSAPublicKey rsa) {
      return new JsonObject()
          .put("kty", "RSA")
          .put(
              "key_ops",
              new JsonArray(
                  List.of("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey")))
          .put("n", BASE64.encodeToString(unsigned(rsa.getModulus())))
          .put("e", BASE64.encodeToString(unsigned(rsa.getPublicExponent())));
    }
    ECPublicKey ec = (ECPublicKey) publicKey;
    return new JsonObject()
        .put("kty", "EC")
        .put("key_ops", new JsonArray(List.of("sign", "verify")))
        .put("crv", "P-256")
        .put("x", BASE64.encodeToString(padded(ec.getW().getAffineX())))
        .put("y", BASE64.encodeToString(padded(ec.getW().getAffineY())));
  }

  /**
   * Wraps.
   *
   * @throws Refusal BadParameter when the value is too long or the algorithm is not for this key
   */
  byte[] wrap(String algorithm, byte[] value) {
    return run(Cipher.ENCRYPT_MODE, publicKey, algorithm, value);
  }

  /**
   * Unwraps. What was unwrapped lately is remembered: a vault's hardware does not take a core from
   * what runs beside it, so neither should this one each time.
   *
   * @throws Refusal BadParameter when the value was not wrapped by this key with this algorithm
   */
  byte[] unwrap(String algorithm, byte[] value) {
    String asked = algorithm + BASE64.encodeToString(value);
    synchronized (unwrapped) {
      byte[] known = unwrapped.get(asked);
      if (known != null) {
        return known.clone();
      }
    }
    byte[] plain = run(Cipher.DECRYPT_MODE, privateKey, algorithm, value);
    synchronized (unwrapped) {
      unwrapped.put(asked, plain.clone());
    }
    return plain;
  }

  private byte[] run(int mode, Key key, String algorithm, byte[] value) {
    if (!type().equals("RSA")) {
      throw Refusal.badParameter("Operation is not supported by a key of type " + type());
    }
    OAEPParameterSpec oaep =
        switch (algorithm) {
          case "RSA-OAEP" -> oaep("SHA-1", MGF1ParameterSpec.SHA1);
          case "RSA-OAEP-256" -> oaep("SHA-256", MGF1ParameterSpec.SHA256);
          default -> throw Refusal.badParameter("Property alg has invalid value " + algorithm);
        };
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(mode, key, oaep);
      return cipher.doFinal(value);
    } catch (GeneralSecurityException e) {
      throw Refusal.badParameter("The parameter is incorrect.");
    }
  }

  private static OAEPParameterSpec oaep(String digest, MGF1ParameterSpec mask) {
    return new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = unsigned(number);
    byte[] coordinate = new byte[EC_COORDINATE];
    System.arraycopy(bytes, 0, coordinate, EC_COORDINATE - bytes.length, bytes.length);
    return coordinate;
  }
}
