package io.customerkey.localstack.vault;

import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes a vault's diagnostic log. */
final class Auditor {
  private static final String BEARER = "Bearer ";

  private final VaultFacts facts;
  private final Bundles bundles;
  private final AccessTokens tokens;
  private final Clock clock;
  private final AuditLog log;

  Auditor(VaultFacts facts, Bundles bundles, AccessTokens tokens, Clock clock, AuditLog log) {
    this.facts = facts;
    this.bundles = bundles;
    this.tokens = tokens;
    this.clock = clock;
    this.log = log;
  }

  /** The token of a request, if it brings one. */
  static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()));
  }

  /**
   * Notes an answer.
   *
   * @param later how much later than now it is sent
   */
  void answered(
      Instant arrived,
      HttpServerRequest request,
      Route route,
      Outcome.Reply reply,
      Duration later) {
    Optional<String> token = token(request);
    log.add(
        new AuditEvent(
            facts,
            arrived,
            request,
            token.isPresent() ? route.action().logged() : "Authentication",
            token.flatMap(tokens::principal),
            route.key().isEmpty() ? "" : bundles.id(route.key(), route.version()),
            reply,
            Duration.between(arrived, clock.instant()).plus(later)));
  }
}
