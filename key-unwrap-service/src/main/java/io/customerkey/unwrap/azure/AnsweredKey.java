package io.customerkey.unwrap.azure;

import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.customerkey.crypto.Bytes;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyType;
import io.customerkey.unwrap.vault.KeyUri;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which key answered: the vault's {@code kid} against what was asked, and its JWK as facts. */
final class AnsweredKey {
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");
  private static final int LARGEST_MODULUS = 16_384 / 8;

  private AnsweredKey() {}

  /**
   * @param asked the key, with or without version
   * @param kid the vault's answer
   * @return the key in the version that answered
   * @throws UnreadableAnswerException without a {@code kid}
   * @throws OtherKeyException if it is another key or version
   */
  static KeyUri check(KeyUri asked, @Nullable String kid) {
    if (kid == null || kid.isEmpty()) {
      throw new UnreadableAnswerException();
    }
    String stem = asked.vaultUrl() + "/keys/" + asked.name() + "/";
    if (!kid.regionMatches(true, 0, stem, 0, stem.length())) {
      throw new OtherKeyException();
    }
    String version = kid.substring(stem.length());
    boolean right =
        asked.version().map(version::equals).orElseGet(() -> VERSION.matcher(version).matches());
    if (!right) {
      throw new OtherKeyException();
    }
    return asked.at(version);
  }

  static KeyFacts facts(KeyUri asked, KeyVaultKey answer) {
    JsonWebKey jwk = answer.getKey();
    KeyProperties properties = answer.getProperties();
    KeyUri key = check(asked, jwk.getId());
    KeyType type = typeOf(jwk);
    boolean rsa = type != KeyType.OTHER;
    Map<String, String> tags = properties.getTags();
    return new KeyFacts(
        key,
        type,
        rsa ? modulus(jwk).bitLength() : 0,
        rsa ? fingerprint(jwk) : Bytes.empty(),
        tags == null ? Map.of() : tags,
        Boolean.TRUE.equals(properties.isEnabled()),
        Optional.ofNullable(properties.getNotBefore()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(properties.getExpiresOn()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(properties.getRecoveryLevel()).orElse(""));
  }

  private static KeyType typeOf(JsonWebKey jwk) {
    if (jwk.getKeyType() == null) {
      throw new UnreadableAnswerException();
    }
    return switch (jwk.getKeyType().toString()) {
      case "RSA" -> KeyType.RSA;
      case "RSA-HSM" -> KeyType.RSA_HSM;
      default -> KeyType.OTHER;
    };
  }

  private static BigInteger modulus(JsonWebKey jwk) {
    byte[] n = jwk.getN();
    if (n == null || n.length == 0 || n.length > LARGEST_MODULUS) {
      throw new UnreadableAnswerException();
    }
    return new BigInteger(1, n);
  }

  /** SHA-256 of the SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 8017, A.1). */
  private static Bytes fingerprint(JsonWebKey jwk) {
    byte[] e = jwk.getE();
    if (e == null || e.length == 0 || e.length > Long.BYTES) {
      throw new UnreadableAnswerException();
    }
    try {
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(modulus(jwk), new BigInteger(1, e)));
      return Bytes.takeOwnershipOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException notAnRsaKey) {
      throw new UnreadableAnswerException();
    }
  }
}
