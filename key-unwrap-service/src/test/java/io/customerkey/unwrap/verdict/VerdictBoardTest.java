package io.customerkey.unwrap.verdict;

import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.SomeSettings;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUri;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictBoardTest {
  private long nanos;
  private final VerdictBoard board =
      new VerdictBoard(
          Confirmation.DEFAULT, new Clocks(Clock.fixed(START, ZoneOffset.UTC), () -> nanos));
  private final List<Long> heard = new ArrayList<>();
  private final PolicyId policy = SomeSettings.POLICY;

  @Test
  void tellsOfEachHigherEpochOnce() {
    board.onRaise(raised -> heard.add(raised.epoch()));

    raise(1);
    raise(1);
    raise(3);
    raise(2);

    assertThat(heard).containsExactly(1L, 3L);
    assertThat(board.epoch(policy)).isEqualTo(3);
  }

  @Test
  void tellsNothingOfAPolicyThatWasNeverRaised() {
    board.onRaise(raised -> heard.add(raised.epoch()));

    raise(0);

    assertThat(heard).isEmpty();
  }

  @Test
  void tellsNothingOfWhatHeldWhenItBegan() {
    board.onRaise(raised -> heard.add(raised.epoch()));
    board.remember(policy, 5);

    raise(5);

    assertThat(heard).isEmpty();
  }

  @Test
  void neverLowersAnEpoch() {
    assertThat(board.epoch(policy)).isZero();
    raise(5);

    board.remember(policy, 3);

    assertThat(board.epoch(policy)).isEqualTo(5);
  }

  @Test
  void followsTheNewestSettings() {
    assertThat(board.standing(policy)).isEqualTo(Standing.UNKNOWN);

    board.settle(settings(2, true));
    board.settle(settings(1, false));
    assertThat(board.standing(policy).strict()).isTrue();

    board.settle(settings(3, false));
    assertThat(board.standing(policy).strict()).isFalse();
  }

  @Test
  void keepsItsOwnSuccessUntilTheDatabaseHasANewerRevision() {
    Pair pair = Pair.of(A, B);
    PairState before = pair.unknown();
    board.learn(new SharedPair(before, 1));
    board.learnLocally(pair, new AttemptResult(A, 1, Outcome.OK, START));

    board.learn(new SharedPair(before, 1));
    assertThat(board.pair(pair).lastSuccess()).isEqualTo(1);

    board.learn(new SharedPair(before, 2));
    assertThat(board.pair(pair).lastSuccess()).isZero();
  }

  @Test
  void knowsOfAPairThatNobodyAskedOnlyWhenItReadTheOthersVerdicts() {
    Pair pair = Pair.of(A, B);

    board.sharedRead(at(7), at(7).wall());

    assertThat(board.knowledge(pair)).isEqualTo(new Knowledge(pair.unknown(), at(7), at(7), at(7)));
  }

  @Test
  void knowsTheDatabasesTimeByItsOwnMonotonicClock() {
    board.sharedRead(at(0), START.plusSeconds(90));
    nanos = Duration.ofSeconds(5).toNanos();

    assertThat(board.sharedTime()).isEqualTo(START.plusSeconds(95));
  }

  @Test
  void keepsWhenItLearntASuccessUntilItLearnsTheNext() {
    Pair pair = Pair.of(A, B);
    learnAt(1, pair, 1, Outcome.OK);
    learnAt(2, pair, 2, Outcome.UNAVAILABLE);
    nanos = 3;
    board.learn(new SharedPair(board.pair(pair), 1));

    assertThat(board.knowledge(pair).learnt()).isEqualTo(at(1));

    learnAt(4, pair, 3, Outcome.OK);
    assertThat(board.knowledge(pair).learnt()).isEqualTo(at(4));
  }

  @Test
  void keepsWhenItLearntOfTheFirstDenialUntilASuccessEndsIt() {
    Pair pair = Pair.of(A, B);
    learnAt(1, pair, 1, Outcome.UNAVAILABLE);
    learnAt(2, pair, 2, Outcome.DENIED);
    learnAt(3, pair, 3, Outcome.DENIED);

    assertThat(board.knowledge(pair).suspected()).isEqualTo(at(2));

    learnAt(4, pair, 4, Outcome.OK);
    learnAt(5, pair, 5, Outcome.DENIED);
    assertThat(board.knowledge(pair).suspected()).isEqualTo(at(5));
  }

  @Test
  void neverJudgesTheProvidersPair() {
    Pair pair = Pair.ofProvider(A, B);
    for (int i = 1; i < 100; i++) {
      KeyUri key = i % 2 == 0 ? A : B;
      board.learnLocally(pair, new AttemptResult(key, i, Outcome.DENIED, START.plusSeconds(i)));
    }

    assertThat(board.pair(pair).isDenied()).isFalse();
  }

  private void learnAt(long moment, Pair pair, long number, Outcome outcome) {
    nanos = moment;
    board.learnLocally(pair, new AttemptResult(A, number, outcome, START));
  }

  private static Moment at(long nanos) {
    return new Moment(START, nanos);
  }

  private static PolicySettings settings(long counter, boolean strict) {
    return SomeSettings.of(counter, strict, PolicyState.ACTIVE, Optional.empty());
  }

  private void raise(long epoch) {
    board.raise(
        new EpochRaised(
            new TenantId(new Id128(1, 1)), policy, epoch, EpochRaised.Cause.DROP_CACHES));
  }
}
