package io.customerkey.servicekit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenVerifierTest {
  private static final String ISSUER = "https://issuer.test";
  private final TenantId tenant = TenantId.random(new SecureRandomSource());
  // The library judges expiry by the system's clock, so the test's clock starts there.
  private final Instant start = InstantSource.system().instant();
  private Instant now = start;
  private KeyPair keys = keyPair();
  private TokenVerifier verifier = verifier(keys);

  @BeforeEach
  void freshKeys() {
    keys = keyPair();
    verifier = verifier(keys);
  }

  @Test
  void readsTheClaims() {
    VerifiedToken token = verifier.verify(sign(claims(), keys));

    assertThat(token.tenant()).contains(tenant);
    assertThat(token.subject()).isEqualTo("mail-frontend");
    assertThat(token.roles()).containsExactly("workload");
    assertThat(token.purposes())
        .containsExactlyInAnyOrder(Purpose.PURPOSE_USER_READ, Purpose.PURPOSE_USER_WRITE);
  }

  @Test
  void takesTheProviderForNoTenant() {
    assertThat(verifier.verify(sign(claims().claim("tenant", "provider"), keys)).tenant())
        .isEmpty();
  }

  @Test
  void refusesATokenThatExpiredAfterItWasVerified() {
    String raw = sign(claims(), keys);
    VerifiedToken token = verifier.verify(raw);
    now = token.expires();

    assertThatThrownBy(() -> verifier.verify(raw)).isInstanceOf(CustomerKeyException.class);
  }

  @Test
  void refusesAnothersSignature() {
    assertRefused(sign(claims(), keyPair()));
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(sign(claims().audience("elsewhere"), keys));
  }

  @Test
  void refusesAnotherIssuer() {
    assertRefused(sign(claims().issuer("https://other.test"), keys));
  }

  @Test
  void refusesALifeOverOneHour() {
    assertRefused(sign(claims().expiresAt(start.plus(Duration.ofHours(3))), keys));
  }

  @Test
  void refusesAPurposeThatDoesNotExist() {
    assertRefused(sign(claims().claim("purposes", Set.of("EVERYTHING")), keys));
  }

  @Test
  void refusesATokenWithoutTenant() {
    assertRefused(sign(claims().remove("tenant"), keys));
  }

  @Test
  void refusesWhatIsNoToken() {
    assertRefused("x".repeat(9_000));
    assertRefused("not.a.token");
  }

  private void assertRefused(String raw) {
    assertThatThrownBy(() -> verifier.verify(raw)).isInstanceOf(CustomerKeyException.class);
  }

  private JwtClaimsBuilder claims() {
    return Jwt.claims()
        .issuer(ISSUER)
        .audience("customerkey")
        .subject("mail-frontend")
        .claim("tenant", tenant.toString())
        .claim("roles", Set.of("workload"))
        .claim("purposes", Set.of("USER_READ", "USER_WRITE"))
        .issuedAt(start)
        .expiresAt(start.plus(Duration.ofMinutes(30)));
  }

  private static String sign(JwtClaimsBuilder claims, KeyPair keys) {
    return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(keys.getPrivate());
  }

  private TokenVerifier verifier(KeyPair pair) {
    JWTAuthContextInfo context = new JWTAuthContextInfo(pair.getPublic(), ISSUER);
    context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
    context.setExpectedAudience(Set.of("customerkey"));
    InstantSource source = () -> now;
    return new TokenVerifier(new DefaultJWTParser(context), clock(source));
  }

  private static Clock clock(InstantSource source) {
    return new Clock() {
      @Override
      public Instant instant() {
        return source.instant();
      }

      @Override
      public java.time.ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
