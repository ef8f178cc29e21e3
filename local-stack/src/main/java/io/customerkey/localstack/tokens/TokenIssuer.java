package io.customerkey.localstack.tokens;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/** Mints JWTs (RFC 7519) signed with ES256 (RFC 7518 §3.4). */
public final class TokenIssuer {
  /** The {@code iss} claim. */
  public static final String ISSUER = "https://issuer.customerkey.local";

  private static final String AUDIENCE = "customerkey";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final PrivateKey key;
  private final Clock clock;

  /**
   * An issuer.
   *
   * @param key EC P-256
   */
  public TokenIssuer(PrivateKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * A minted token.
   *
   * @param token the compact form
   * @param expires when it ends
   */
  public record Minted(String token, Instant expires) {}

  /** Mints a token. */
  public Minted mint(TokenRequest request) {
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    Instant expires = now.plus(request.life());
    JsonObject claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", request.subject())
            .put("tenant", request.tenant())
            .put("roles", new JsonArray(request.roles()))
            .put("iat", now.getEpochSecond())
            .put("exp", expires.getEpochSecond())
            .put("jti", Entropy.hexId());
    if (!request.purposes().isEmpty()) {
      claims.put("purposes", new JsonArray(request.purposes()));
    }
    JsonObject header = new JsonObject().put("alg", "ES256").put("typ", "JWT");
    String signed = encode(header.encode()) + "." + encode(claims.encode());
    return new Minted(signed + "." + BASE64.encodeToString(sign(signed)), expires);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("token key", e);
    }
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
