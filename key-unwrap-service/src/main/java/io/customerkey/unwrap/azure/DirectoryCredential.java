package io.customerkey.unwrap.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.customerkey.unwrap.vault.DirectoryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Our token for one directory and one scope.
 *
 * <ul>
 *   <li>A valid token is handed out at once, without any request.
 *   <li>From {@link #AHEAD} before its end on (half its life, if that is shorter), a use starts a
 *       new login behind the caller's back; a failed one is tried again after {@link #PAUSE}, and
 *       the old token serves until {@link #MARGIN} before its end.
 *   <li>However many wait, one login runs; who stops waiting does not stop it for the others.
 *   <li>Another scope, or another directory, is refused without a request: a vault's challenge
 *       cannot send our secret anywhere else.
 * </ul>
 */
final class DirectoryCredential implements TokenCredential {
  static final Duration AHEAD = Duration.ofMinutes(10);
  static final Duration MARGIN = Duration.ofSeconds(30);
  static final Duration PAUSE = Duration.ofSeconds(15);

  private final DirectoryId directory;
  private final String scope;
  private final Login login;
  private final Clock clock;
  private @Nullable Held held;
  private @Nullable CompletableFuture<Mono<AccessToken>> running;
  private Instant notBefore = Instant.MIN;

  DirectoryCredential(DirectoryId directory, String scope, Login login, Clock clock) {
    this.directory = directory;
    this.scope = scope;
    this.login = login;
    this.clock = clock;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> isOurs(request) ? token(request.getClaims()) : refuse());
  }

  /** A vault did not accept the token: the next call logs in anew, unless that was just done. */
  synchronized void refused() {
    if (!clock.instant().isBefore(notBefore)) {
      held = null;
    }
  }

  private Mono<AccessToken> token(@Nullable String claims) {
    if (claims != null) {
      return login.fetch(claims).doOnNext(this::hold);
    }
    CompletableFuture<Mono<AccessToken>> started = null;
    Mono<AccessToken> token;
    synchronized (this) {
      Instant now = clock.instant();
      Held current = held;
      if (current != null && !now.isBefore(current.end())) {
        current = null;
      }
      boolean due =
          current == null || (!now.isBefore(current.refresh()) && !now.isBefore(notBefore));
      if (due && running == null) {
        started = new CompletableFuture<>();
        running = started;
      }
      token = current == null ? waiting() : Mono.just(current.token());
    }
    if (started != null) {
      start(started);
    }
    return token;
  }

  private Mono<AccessToken> waiting() {
    CompletableFuture<Mono<AccessToken>> flight = Objects.requireNonNull(running);
    return Mono.fromFuture(flight, true).flatMap(outcome -> outcome);
  }

  private void start(CompletableFuture<Mono<AccessToken>> flight) {
    login
        .fetch(null)
        .doOnNext(this::hold)
        .switchIfEmpty(
            Mono.error(() -> new LoginFailedException(LoginFailedException.Seen.NOT_SENT)))
        .subscribe(
            token -> {
              land();
              flight.complete(Mono.just(token));
            },
            failure -> {
              land();
              flight.complete(Mono.error(failure));
            });
  }

  private synchronized void land() {
    running = null;
    notBefore = clock.instant().plus(PAUSE);
  }

  private synchronized void hold(AccessToken token) {
    Instant now = clock.instant();
    Instant expires = token.getExpiresAt().toInstant();
    Instant end = expires.minus(MARGIN);
    if (!now.isBefore(end)) {
      throw new LoginFailedException(LoginFailedException.Seen.EXPIRED);
    }
    Duration half = Duration.between(now, end).dividedBy(2);
    held = new Held(token, end.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD), end);
  }

  private boolean isOurs(TokenRequestContext request) {
    String asked = request.getTenantId();
    return request.getScopes().equals(List.of(scope))
        && (asked == null || asked.equalsIgnoreCase(directory.toString()));
  }

  private static Mono<AccessToken> refuse() {
    return Mono.error(() -> new LoginFailedException(LoginFailedException.Seen.NOT_SENT));
  }

  private record Held(AccessToken token, Instant refresh, Instant end) {}
}
