package io.customerkey.servicekit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens by the claim table of the architecture: {@code iss}, {@code aud}, {@code sub},
 * {@code tenant}, {@code roles}, {@code purposes}, {@code exp} at most one hour ahead. A verified
 * token is remembered by its hash until it expires, so that the hot path verifies no signature.
 */
@ApplicationScoped
public class TokenVerifier {
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
  private static final int LONGEST_TOKEN = 8_192;
  private static final int REMEMBERED = 10_000;
  private static final String PROVIDER = "provider";

  private final JWTParser parser;
  private final Clock clock;
  private final Cache<Bytes, VerifiedToken> verified =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LONGEST_LIFE).build();

  /**
   * @param parser checks signature, issuer and audience
   * @param clock wall clock
   */
  public TokenVerifier(JWTParser parser, Clock clock) {
    this.parser = parser;
    this.clock = clock;
  }

  /**
   * @param raw the token without {@code Bearer}
   * @return what it says
   * @throws CustomerKeyException CALLER_NOT_ALLOWED for a token that is not valid now
   */
  public VerifiedToken verify(String raw) {
    if (raw.length() > LONGEST_TOKEN) {
      throw refused("the token is longer than " + LONGEST_TOKEN + " characters");
    }
    Bytes hash = sha256(raw);
    VerifiedToken token = verified.getIfPresent(hash);
    if (token == null) {
      token = parse(raw);
      verified.put(hash, token);
    }
    if (!clock.instant().isBefore(token.expires())) {
      throw refused("the token has expired");
    }
    return token;
  }

  private VerifiedToken parse(String raw) {
    JsonWebToken jwt;
    try {
      jwt = parser.parse(raw);
    } catch (ParseException e) {
      throw refused("the token is not valid");
    }
    Instant expires = Instant.ofEpochSecond(jwt.getExpirationTime());
    if (expires.isAfter(clock.instant().plus(LONGEST_LIFE).plus(CLOCK_SKEW))) {
      throw refused("the token lives longer than one hour");
    }
    String subject = jwt.getSubject();
    if (subject == null || subject.isBlank()) {
      throw refused("the token has no subject");
    }
    return new VerifiedToken(
        raw, subject, tenant(jwt), texts(jwt.getClaim("roles")), purposes(jwt), expires);
  }

  private static Optional<TenantId> tenant(JsonWebToken jwt) {
    String tenant = jwt.<@Nullable String>getClaim("tenant");
    if (PROVIDER.equals(tenant)) {
      return Optional.empty();
    }
    try {
      if (tenant != null) {
        return Optional.of(TenantId.parse(tenant));
      }
    } catch (IllegalArgumentException e) {
      throw refused("the token's tenant is not an id");
    }
    throw refused("the token names no tenant");
  }

  private static Set<Purpose> purposes(JsonWebToken jwt) {
    Set<Purpose> purposes = new HashSet<>();
    for (String name : texts(jwt.getClaim("purposes"))) {
      try {
        purposes.add(Purpose.valueOf("PURPOSE_" + name));
      } catch (IllegalArgumentException e) {
        throw refused("the token grants a purpose that does not exist");
      }
    }
    purposes.remove(Purpose.PURPOSE_UNSPECIFIED);
    return purposes;
  }

  private static Set<String> texts(@Nullable Object claim) {
    Set<String> texts = new HashSet<>();
    if (claim instanceof Collection<?> values) {
      for (Object value : values) {
        texts.add(value instanceof JsonString text ? text.getString() : String.valueOf(value));
      }
    }
    return texts;
  }

  private static Bytes sha256(String raw) {
    try {
      return Bytes.takeOwnershipOf(
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static CustomerKeyException refused(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, message);
  }
}
