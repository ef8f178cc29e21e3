package io.customerkey.localstack.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final String TENANT = "11111111-2222-4333-8444-555555555555";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.75Z");

  @Test
  void mintsTheClaimTableSignedWithEs256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    TokenIssuer issuer = new TokenIssuer(pair.getPrivate(), Clock.fixed(NOW, ZoneOffset.UTC));

    TokenIssuer.Minted minted =
        issuer.mint(
            new TokenRequest(
                "mail", TENANT, List.of("workload"), List.of("USER_READ"), Duration.ofMinutes(5)));

    List<String> parts = List.of(minted.token().split("\\.", -1));
    JsonObject claims = new JsonObject(text(parts.get(1)));
    assertThat(claims.getString("iss")).isEqualTo(TokenIssuer.ISSUER);
    assertThat(claims.getString("aud")).isEqualTo("customerkey");
    assertThat(claims.getString("sub")).isEqualTo("mail");
    assertThat(claims.getString("tenant")).isEqualTo(TENANT);
    assertThat(claims.getJsonArray("roles")).isEqualTo(new JsonArray().add("workload"));
    assertThat(claims.getJsonArray("purposes")).isEqualTo(new JsonArray().add("USER_READ"));
    assertThat(Instant.ofEpochSecond(claims.getLong("exp")))
        .isEqualTo("2026-11-22T12:05:00Z")
        .isEqualTo(minted.expires());
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(pair.getPublic());
    signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts.get(2)))).isTrue();
  }

  @Test
  void refusesMoreThanAnHour() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("provider", "auditor", Duration.ofSeconds(3601)));
  }

  @Test
  void refusesARoleItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("provider", "root", Duration.ofHours(1)));
  }

  @Test
  void refusesATenantThatIsNoId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("contoso", "auditor", Duration.ofHours(1)));
  }

  private static TokenRequest request(String tenant, String role, Duration life) {
    return new TokenRequest("x", tenant, List.of(role), List.of(), life);
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
