package io.customerkey.dep.api;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.TokenVerifier;
import io.customerkey.servicekit.identity.VerifiedToken;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The person behind the request at hand, whose role the resource's annotation has checked, and the
 * tenant it may act for.
 */
@ApplicationScoped
class Admin {
  private static final String BEARER = "bearer ";

  private final TokenVerifier tokens;
  private final Requests requests;

  Admin(TokenVerifier tokens, Requests requests) {
    this.tokens = tokens;
    this.requests = requests;
  }

  Actor actor() {
    return new Actor(token().subject(), requests.id());
  }

  RequestId request() {
    return requests.id();
  }

  /**
   * The tenant of the path, which must be the token's; another's is not found, like one that does
   * not exist.
   */
  TenantId own(String path) {
    TenantId asked = Arguments.id("tenant", path, TenantId::parse);
    if (!token().tenant().filter(asked::equals).isPresent()) {
      throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_NOT_FOUND, "tenant: there is no such object")
          .with("field", "tenant");
    }
    return asked;
  }

  /** The tenant of the path, for the provider's own people or the tenant itself. */
  TenantId providerOrOwn(String path) {
    return token().tenant().isEmpty() ? Arguments.id("tenant", path, TenantId::parse) : own(path);
  }

  /** Refuses a token that is a tenant's, whatever roles it has. */
  void requireProvider() {
    if (token().tenant().isPresent()) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, "only the provider's operators");
    }
  }

  private VerifiedToken token() {
    String authorization = requests.header("Authorization");
    if (authorization == null
        || authorization.length() <= BEARER.length()
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new AuthenticationFailedException();
    }
    try {
      return tokens.verify(authorization.substring(BEARER.length()).trim());
    } catch (CustomerKeyException e) {
      throw new AuthenticationFailedException(e.getMessage());
    }
  }
}
