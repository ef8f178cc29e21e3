package io.customerkey.dep.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.posture.Finding.About;
import io.customerkey.dep.posture.PostureRules.Outcome;
import io.customerkey.dep.posture.PostureRules.Seen;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostureRulesTest {
  private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NOW = FIRST.plusSeconds(86_400);
  private static final About EXPIRY = new About("https://a/keys/k/1", "key_expiry");
  private static final About TAG = new About("https://a/keys/k/1", "owner_tag");
  private static final Finding OLD = new Finding(EXPIRY, "2027", "extend", FIRST, FIRST);

  private static Seen seen(About about, Check.Result result) {
    return new Seen(about, new Check(about.check(), 1, result, "seen", "do this"));
  }

  @Test
  void raisesWhatIsNewOnce() {
    Outcome outcome = PostureRules.compare(List.of(), List.of(seen(TAG, Check.Result.FAILED)), NOW);

    assertThat(outcome.raised()).containsExactly(new Finding(TAG, "seen", "do this", NOW, NOW));
    assertThat(outcome.now()).isEqualTo(outcome.raised());
    assertThat(outcome.isNews()).isTrue();
  }

  @Test
  void keepsWhatIsKnownSinceItWasFound() {
    Outcome outcome =
        PostureRules.compare(List.of(OLD), List.of(seen(EXPIRY, Check.Result.FAILED)), NOW);

    assertThat(outcome.now()).containsExactly(new Finding(EXPIRY, "seen", "do this", FIRST, NOW));
    assertThat(outcome.isNews()).isFalse();
  }

  @Test
  void clearsWhatIsGoodAgainAndWhatIsInUseNoMore() {
    assertThat(
            PostureRules.compare(List.of(OLD), List.of(seen(EXPIRY, Check.Result.PASSED)), NOW)
                .cleared())
        .containsExactly(OLD);
    assertThat(PostureRules.compare(List.of(OLD), List.of(), NOW).cleared()).containsExactly(OLD);
  }

  @Test
  void anOutageNeitherRaisesNorClears() {
    Outcome outcome =
        PostureRules.compare(
            List.of(OLD),
            List.of(seen(EXPIRY, Check.Result.UNKNOWN), seen(TAG, Check.Result.UNKNOWN)),
            NOW);

    assertThat(outcome.now()).containsExactly(OLD);
    assertThat(outcome.isNews()).isFalse();
  }

  @Test
  void aKeyOfTwoPairsIsFoundOnce() {
    Outcome outcome =
        PostureRules.compare(
            List.of(),
            List.of(seen(TAG, Check.Result.FAILED), seen(TAG, Check.Result.FAILED)),
            NOW);

    assertThat(outcome.now()).hasSize(1);
    assertThat(outcome.raised()).hasSize(1);
  }

  @Test
  void aFailureAtOnePairIsFoundThoughAnotherPairPassed() {
    for (Check.Result first : List.of(Check.Result.PASSED, Check.Result.UNKNOWN)) {
      Outcome outcome =
          PostureRules.compare(
              List.of(), List.of(seen(TAG, first), seen(TAG, Check.Result.FAILED)), NOW);

      assertThat(outcome.raised()).as("after %s", first).hasSize(1);
    }
  }
}
