package io.customerkey.unwrap.verdict;

import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.KeyUri;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictBoardTest {
  private final VerdictBoard board =
      new VerdictBoard(
          Confirmation.DEFAULT, new Clocks(Clock.fixed(START, ZoneOffset.UTC), () -> 0));
  private final List<Long> heard = new ArrayList<>();
  private final PolicyId policy = new PolicyId(new Id128(1, 2));

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
  void neverJudgesTheProvidersPair() {
    Pair pair = Pair.ofProvider(A, B);
    for (int i = 1; i < 100; i++) {
      KeyUri key = i % 2 == 0 ? A : B;
      board.learnLocally(pair, new AttemptResult(key, i, Outcome.DENIED, START.plusSeconds(i)));
    }

    assertThat(board.pair(pair).isDenied()).isFalse();
  }

  private void raise(long epoch) {
    board.raise(
        new EpochRaised(
            new TenantId(new Id128(1, 1)), policy, epoch, EpochRaised.Cause.DROP_CACHES));
  }
}
