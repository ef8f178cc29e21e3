package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.customerkey.unwrap.vault.DirectoryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class DirectoryCredentialTest {
  private static final String SCOPE = "https://vault.azure.net/.default";
  private static final DirectoryId DIRECTORY =
      DirectoryId.parse("72f988bf-86f1-41af-91ab-2d7cd011db47");

  private final SettableClock clock = new SettableClock();
  private final FakeLogin login = new FakeLogin();
  private final DirectoryCredential credential =
      new DirectoryCredential(DIRECTORY, SCOPE, login, clock);

  @Nested
  class HoldsItsToken {
    @Test
    void logsInOnceForAllWhoWait() {
      List<CompletableFuture<AccessToken>> waiting = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        waiting.add(begin());
      }
      login.grant("first", Duration.ofHours(1));
      assertThat(login.requests()).isEqualTo(1);
      assertThat(waiting).allMatch(each -> each.join().getToken().equals("first"));
    }

    @Test
    void goesOnForTheOthersWhenOneStopsWaiting() {
      Disposable impatient = ask().subscribe();
      CompletableFuture<AccessToken> patient = begin();
      impatient.dispose();
      login.grant("first", Duration.ofHours(1));
      assertThat(patient.join().getToken()).isEqualTo("first");
      assertThat(login.requests()).isEqualTo(1);
    }

    @Test
    void asksAgainAfterAFailure() {
      CompletableFuture<AccessToken> first = begin();
      login.refuse();
      assertThat(first).isCompletedExceptionally();
      CompletableFuture<AccessToken> second = begin();
      login.grant("second", Duration.ofHours(1));
      assertThat(second.join().getToken()).isEqualTo("second");
    }

    @Test
    void takesNoTokenThatIsOverAlready() {
      CompletableFuture<AccessToken> asked = begin();
      login.grant("stale", Duration.ZERO);
      assertThat(asked).isCompletedExceptionally();
    }
  }

  @Nested
  class RefreshesAhead {
    @Test
    void servesTheOldTokenWhileANewOneIsFetched() {
      hold("old", Duration.ofHours(1));
      clock.pass(Duration.ofMinutes(51));
      assertThat(ask().block()).extracting(AccessToken::getToken).isEqualTo("old");
      assertThat(login.requests()).isEqualTo(2);
      login.grant("new", Duration.ofHours(1));
      assertThat(ask().block()).extracting(AccessToken::getToken).isEqualTo("new");
      assertThat(login.requests()).isEqualTo(2);
    }

    @Test
    void keepsTheOldTokenThroughFailedRefreshesUntilItsEnd() {
      hold("old", Duration.ofHours(1));
      clock.pass(Duration.ofMinutes(55));
      ask().block();
      login.refuse();
      assertThat(ask().block()).extracting(AccessToken::getToken).isEqualTo("old");
      assertThat(login.requests()).as("pauses after a failure").isEqualTo(2);
      clock.pass(Duration.ofSeconds(16));
      ask().block();
      assertThat(login.requests()).isEqualTo(3);
      login.refuse();
      clock.pass(Duration.ofMinutes(5));
      CompletableFuture<AccessToken> after = begin();
      assertThat(after).isNotDone();
    }

    @Test
    void refreshesAShortLivedTokenAtHalfItsLife() {
      hold("short", Duration.ofMinutes(5));
      clock.pass(Duration.ofMinutes(2));
      ask().block();
      assertThat(login.requests()).isEqualTo(1);
      clock.pass(Duration.ofSeconds(30));
      ask().block();
      assertThat(login.requests()).isEqualTo(2);
    }

    @Test
    void logsInAnewWhenAVaultRefusedTheToken() {
      hold("refused", Duration.ofHours(1));
      credential.refused();
      assertThat(ask().block())
          .as("just logged in")
          .extracting(AccessToken::getToken)
          .isEqualTo("refused");
      clock.pass(Duration.ofSeconds(16));
      credential.refused();
      CompletableFuture<AccessToken> asked = begin();
      login.grant("fresh", Duration.ofHours(1));
      assertThat(asked.join().getToken()).isEqualTo("fresh");
    }
  }

  @Nested
  class RefusesWhatIsNotItsOwn {
    @Test
    void anotherScope() {
      TokenRequestContext foreign = new TokenRequestContext().addScopes("https://evil/.default");
      assertThatThrownBy(() -> credential.getToken(foreign).block())
          .isInstanceOf(LoginFailedException.class);
      assertThat(login.requests()).isZero();
    }

    @Test
    void anotherDirectory() {
      TokenRequestContext foreign =
          new TokenRequestContext()
              .addScopes(SCOPE)
              .setTenantId("11111111-1111-1111-1111-111111111111");
      assertThatThrownBy(() -> credential.getToken(foreign).block())
          .isInstanceOf(LoginFailedException.class);
      assertThat(login.requests()).isZero();
    }
  }

  private Mono<AccessToken> ask() {
    return credential.getToken(new TokenRequestContext().addScopes(SCOPE));
  }

  private CompletableFuture<AccessToken> begin() {
    CompletableFuture<AccessToken> asked = new CompletableFuture<>();
    ask().subscribe(asked::complete, asked::completeExceptionally);
    return asked;
  }

  private void hold(String token, Duration life) {
    CompletableFuture<AccessToken> asked = begin();
    login.grant(token, life);
    asked.join();
  }

  /** Answers when it is told to. */
  private final class FakeLogin implements Login {
    private final List<CompletableFuture<AccessToken>> asked = new ArrayList<>();

    @Override
    public Mono<AccessToken> fetch(@Nullable String claims) {
      return Mono.defer(() -> {
        asked.add(new CompletableFuture<>());
        return Mono.fromFuture(asked.getLast());
      });
    }

    int requests() {
      return asked.size();
    }

    void grant(String token, Duration life) {
      asked
          .getLast()
          .complete(new AccessToken(token, clock.instant().plus(life).atOffset(ZoneOffset.UTC)));
    }

    void refuse() {
      asked
          .getLast()
          .completeExceptionally(
              new LoginFailedException(
                  new LoginFailedException.Seen(
                      Happening.Ending.ANSWERED, 503, java.util.Set.of(), "", Optional.empty())));
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Objects.requireNonNull(this);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
