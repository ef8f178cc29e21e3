package io.customerkey.unwrap.verdict;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.FAULT;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultHost;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PairStateTest {
  private final Pairs pair = new Pairs(false);

  @Nested
  final class Verdicts {
    @Test
    void knowsNothingAtFirst() {
      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Unknown());
    }

    @Test
    void isOpenAfterASuccessWhateverFailedBefore() {
      pair.at(A, UNAVAILABLE, 0).at(B, OK, 2);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(2)));
    }

    @Test
    void staysOpenWhileOneKeyFailsWithoutADenial() {
      pair.at(A, OK, 0).at(B, UNAVAILABLE, 5);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START));
    }

    @Test
    void coastsOnceBothAreSeenUnreachable() {
      pair.at(A, OK, 0).at(B, UNAVAILABLE, 5).at(A, FAULT, 6);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Coasting(START));
    }

    @Test
    void isSuspectAfterOneDenial() {
      pair.at(A, OK, 0).at(B, DENIED, 5).at(A, UNAVAILABLE, 6);

      assertThat(pair.state().verdict(false))
          .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "FAULT"})
    void coastsAfterOneDenialIfTheTenantChoseFallback(Outcome atTheOther) {
      pair.at(A, OK, 0).at(B, DENIED, 5).at(A, atTheOther, 6);

      assertThat(pair.state().verdict(true)).isEqualTo(new PairVerdict.Coasting(START));
    }

    @Test
    void isSuspectInSpiteOfFallbackWhileNoKeyIsUnreachable() {
      pair.at(A, OK, 0).at(B, DENIED, 5);
      assertThat(pair.state().verdict(true))
          .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(5)));

      pair.at(A, DENIED, 6);
      assertThat(pair.state().verdict(true))
          .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(5)));
    }
  }

  @Nested
  final class Confirmed {
    @Test
    void byThreeDenialsOfEachOverTenSeconds() {
      pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);

      assertThat(pair.state().deniedSince()).contains(START);
    }

    @Test
    void notByTwoDenialsOfOne() {
      pair.both(DENIED, 0).both(DENIED, 5).at(A, DENIED, 20);

      assertThat(pair.state().isDenied()).isFalse();
    }

    @Test
    void notByDenialsWithinNineSeconds() {
      pair.both(DENIED, 0).both(DENIED, 3).both(DENIED, 6).both(DENIED, 9);

      assertThat(pair.state().isDenied()).isFalse();
    }

    @Test
    void notIfAnythingSucceededInBetween() {
      pair.both(DENIED, 0).both(DENIED, 5).at(A, OK, 6).both(DENIED, 10);

      assertThat(pair.state().isDenied()).isFalse();
    }

    @Test
    void byOneDenialAndFifteenMinutesOfSilence() {
      pair.at(A, DENIED, 0).at(A, DENIED, 5).at(B, UNAVAILABLE, 6).at(A, DENIED, 890);

      assertThat(pair.state().isDenied()).isFalse();
      assertThat(pair.at(B, UNAVAILABLE, 906).state().isDenied()).isTrue();
    }

    @Test
    void notBySilenceIfTheLastDenialIsOlderThanAMinute() {
      pair.at(A, DENIED, 0).at(A, DENIED, 5).at(A, DENIED, 11).at(B, UNAVAILABLE, 12);

      assertThat(pair.at(B, UNAVAILABLE, 912).state().isDenied()).isFalse();
    }

    @Test
    void notBySilenceIfTheTenantChoseFallback() {
      Pairs lenient = new Pairs(true);
      lenient.at(A, DENIED, 0).at(A, DENIED, 5).at(B, UNAVAILABLE, 6).at(A, DENIED, 890);

      assertThat(lenient.at(B, UNAVAILABLE, 906).state().isDenied()).isFalse();
    }

    @Test
    void survivesAnOutage() {
      pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).both(UNAVAILABLE, 600);

      assertThat(pair.state().isDenied()).isTrue();
    }

    @Test
    void endsWithTheFirstSuccess() {
      pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).at(B, OK, 60);

      assertThat(pair.state().verdict(false))
          .isEqualTo(new PairVerdict.Open(START.plusSeconds(60)));
    }
  }

  @Nested
  final class LateAnswers {
    @Test
    void doNotClearADenial() {
      pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).late(A, 4, OK, 4);

      assertThat(pair.state().isDenied()).isTrue();
    }

    @Test
    void doNotDenyAfterASuccessThatBeganLater() {
      pair.at(A, DENIED, 0).at(B, OK, 1).late(A, 1, DENIED, 0);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START.plusSeconds(1)));
    }

    @Test
    void ofASuccessDoNotMakeAnOlderOneNewest() {
      pair.at(A, OK, 0).at(B, OK, 10).late(A, 1, OK, 0);

      assertThat(pair.state().success()).contains(new PairState.Success(2, START.plusSeconds(10)));
    }
  }

  @Nested
  final class ClocksThatWereWrong {
    @Test
    void confirmTheDenialsThatBeganAfterIt() {
      pair.both(DENIED, 3600).both(DENIED, 1).both(DENIED, 6).both(DENIED, 11);

      assertThat(pair.state().deniedSince()).contains(START.plusSeconds(1));
    }

    @Test
    void doNotMakeAnAttemptNewestForEver() {
      pair.at(A, OK, 3600).at(A, OK, 5);

      assertThat(pair.state().newestBegan()).contains(START.plusSeconds(5));
    }

    @Test
    void leaveTheNewestAttemptWhereItWas() {
      PairState state =
          pair.at(A, OK, 7)
              .state()
              .after(
                  new AttemptResult(A, 1, DENIED, START.plusSeconds(5)),
                  Confirmation.DEFAULT,
                  false,
                  false,
                  START.plusSeconds(8));

      assertThat(state.newestBegan()).contains(START.plusSeconds(7));
    }
  }

  @Nested
  final class AnswersThatCameBefore {
    @Test
    void makeNoSuccessYounger() {
      pair.at(A, OK, 0).late(A, 1, OK, 5);

      assertThat(pair.state().success()).contains(new PairState.Success(1, START));
    }

    @Test
    void doNotTurnADenialIntoASuccess() {
      pair.at(A, DENIED, 0).late(A, 1, OK, 0);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Suspect(START));
    }

    @Test
    void doNotTurnASuccessIntoADenial() {
      pair.at(A, OK, 0).late(A, 1, DENIED, 0);

      assertThat(pair.state().verdict(false)).isEqualTo(new PairVerdict.Open(START));
    }
  }

  @Test
  void remembersTheLatestBeginningAlsoOfAttemptsThatTeachNothing() {
    pair.at(A, UNAVAILABLE, 10).late(B, 3, OK, 12).late(A, 1, DENIED, 14);

    assertThat(pair.state().newestBegan()).contains(START.plusSeconds(14));
  }

  @Test
  void isTheSameInEitherOrder() {
    assertThat(PairState.unknown(B, A)).isEqualTo(PairState.unknown(A, B));
    assertThat(PairState.unknown(B, A).one().key()).as("the first by its text").isEqualTo(A);
    assertThat(PairId.of(B, A)).isEqualTo(PairId.of(A, B));
  }

  @Nested
  final class Braked {
    @Test
    void waitsOnceConfirmed() {
      pair.brake(true).at(A, OK, 0).both(DENIED, 5).both(DENIED, 10).both(DENIED, 15);

      assertThat(pair.state().isDenied()).isFalse();
      assertThat(pair.state().verdict(false))
          .isEqualTo(new PairVerdict.Braked(START.plusSeconds(5)));
    }

    @Test
    void isDeniedAfterFifteenMinutesWithoutInterruption() {
      pair.brake(true).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).both(DENIED, 899);
      assertThat(pair.state().isDenied()).isFalse();

      assertThat(pair.at(A, DENIED, 900).state().deniedSince()).contains(START);
      assertThat(pair.state().brakedSince()).isEmpty();
    }

    @Test
    void isDeniedAtTheNextDenialOnceTheBrakeIsOff() {
      pair.brake(true).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);

      assertThat(pair.brake(false).at(A, DENIED, 20).state().deniedSince()).contains(START);
    }

    @Test
    void beginsAnewWhenAKeyWasUnreachable() {
      pair.brake(true).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).at(B, UNAVAILABLE, 600);

      assertThat(pair.state().verdict(false))
          .isEqualTo(new PairVerdict.Suspect(START.plusSeconds(600)));
      pair.both(DENIED, 601).both(DENIED, 606).both(DENIED, 1499);
      assertThat(pair.state().isDenied()).isFalse();
      assertThat(pair.both(DENIED, 1501).state().isDenied()).isTrue();
    }

    @Test
    void neverCountsUnreachableAsDenied() {
      pair.brake(true).at(A, OK, 0);
      for (int second = 1; second < 3_000; second += 10) {
        pair.at(A, DENIED, second).at(B, UNAVAILABLE, second);
      }

      assertThat(pair.state().isDenied()).isFalse();
    }

    @Test
    void isOpenAfterASuccess() {
      pair.brake(true).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10).at(A, OK, 20);

      assertThat(pair.state().verdict(false))
          .isEqualTo(new PairVerdict.Open(START.plusSeconds(20)));
    }

    @Test
    void leavesWhatWasDeniedBeforeDenied() {
      pair.both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);

      pair.brake(true).both(UNAVAILABLE, 20).both(DENIED, 60);

      assertThat(pair.state().deniedSince()).contains(START);
    }
  }

  @Test
  void learnsNothingFromAKeyOfAnotherPair() {
    KeyUri stranger = new KeyUri(new VaultHost("c.vault.azure.net"), A.name(), A.version());

    assertThatThrownBy(() -> pair.at(stranger, OK, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
