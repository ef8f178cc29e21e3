package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The login's access tokens: JWTs (HS256, RFC 7515) that outlive a restart of the stack. */
final class AccessTokens {
  static final String RESOURCE = "https://vault.azure.net";
  static final Duration LIFE = Duration.ofHours(1);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;
  private final Clock clock;

  AccessTokens(byte[] secret, Clock clock) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.clock = clock;
  }

  String mint(Principal principal) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("aud", RESOURCE)
            .put("iss", Principal.issuer(principal.directory()))
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .put("appid", principal.clientId())
            .put("oid", principal.objectId())
            .put("tid", principal.directory())
            .put("ver", "1.0");
    String signed =
        encode(new JsonObject().put("typ", "JWT").put("alg", "HS256")) + "." + encode(claims);
    return signed + "." + BASE64.encodeToString(mac(signed));
  }

  /**
   * Who the token speaks for.
   *
   * @throws Refusal 401 when it is not ours or at its end
   */
  Principal verify(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      throw Refusal.unauthorized("[BearerReadAccessTokenFailed] Error validating token.");
    }
    byte[] expected = mac(parts.get(0) + "." + parts.get(1));
    JsonObject claims;
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      if (!MessageDigest.isEqual(expected, decoder.decode(parts.get(2)))) {
        throw Refusal.unauthorized("[SignatureValidationFailed] Error validating token.");
      }
      claims = new JsonObject(new String(decoder.decode(parts.get(1)), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Refusal.unauthorized("[BearerReadAccessTokenFailed] Error validating token.");
    }
    if (clock.instant().getEpochSecond() >= claims.getLong("exp")) {
      throw Refusal.unauthorized("[TokenExpired] Error validating token: 'S2S12086'.");
    }
    return new Principal(claims.getString("appid"), claims.getString("tid"));
  }

  /** Who the token speaks for, if it is one of ours. */
  Optional<Principal> principal(String token) {
    try {
      return Optional.of(verify(token));
    } catch (Refusal notOurs) {
      return Optional.empty();
    }
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(JsonObject json) {
    return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
