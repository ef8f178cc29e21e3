package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policykey.Opening.Result;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of {@link Opening}, for every rule. */
final class OpeningTest {
  private static final int RUNS = 10;
  private static final int DRAWS = 500;

  /** Quantiles of chi-square with 30 degrees of freedom. */
  private static final double LEAST_CHI_SQUARE = 11.588;

  private static final double MOST_CHI_SQUARE = 59.703;

  /**
   * Which vault is first, and which was first before it: four cells that are equally likely if the
   * choice is uniform and each time anew. Over all runs the statistic has 3 degrees of freedom for
   * each; it must lie between its 0.1 % and its 99.9 % quantile.
   */
  @ParameterizedTest
  @EnumSource
  void choosesWhoIsAskedFirstUniformlyAndEachTimeAnew(Workload workload) {
    double statistic = 0;
    for (int run = 0; run < RUNS; run++) {
      statistic += chiSquare(firstChoices(workload, new SplittableRandom(run)));
    }

    assertThat(statistic).isBetween(LEAST_CHI_SQUARE, MOST_CHI_SQUARE);
  }

  @Test
  void tellsAChoiceThatIsNotUniform() {
    var biased = new SplittableRandom(1);
    RandomGenerator unfair =
        new RandomGenerator() {
          @Override
          public int nextInt(int bound) {
            return biased.nextInt(100) < 45 ? 0 : 1;
          }

          @Override
          public long nextLong() {
            return biased.nextLong();
          }
        };
    double statistic = 0;
    for (int run = 0; run < RUNS; run++) {
      statistic += chiSquare(firstChoices(Workload.EXCHANGE, unfair));
    }

    assertThat(statistic).isGreaterThan(MOST_CHI_SQUARE);
  }

  private static List<KeyUri> firstChoices(Workload workload, RandomGenerator choice) {
    House house = new House(workload);
    Opening opening = house.opening(choice);
    for (int i = 0; i < 2 * DRAWS; i++) {
      ((Result.Opened) open(house, opening)).key().close();
      house.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(house.vault.calls()).hasSize(2 * DRAWS);
    return house.vault.calls();
  }

  private static double chiSquare(List<KeyUri> calls) {
    int[] cells = new int[4];
    for (int i = 0; i < calls.size(); i += 2) {
      cells[(calls.get(i).equals(A) ? 0 : 2) + (calls.get(i + 1).equals(A) ? 0 : 1)]++;
    }
    double expected = DRAWS / 4.0;
    return Arrays.stream(cells)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  @Test
  void leavesTheSecondAttemptWhatTheFirstLeftOfTheTotal() {
    House house = new House();
    house.vault.answers(A, Outcome.UNAVAILABLE);
    house.vault.answers(B, Outcome.UNAVAILABLE);
    house.vault.meanwhile(() -> house.clock.advance(Duration.ofSeconds(4)));

    open(house, house.opening(house.random));

    assertThat(house.vault.timeouts())
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void asksBothOnceBeforeItGivesUp(Workload workload) {
    House house = new House(workload);
    house.vault.answers(A, Outcome.UNAVAILABLE);
    house.vault.answers(B, Outcome.UNAVAILABLE);

    assertThat(open(house, house.opening(house.random))).isInstanceOf(Result.Failed.class);
    assertThat(house.vault.calls()).containsExactlyInAnyOrder(A, B);
    assertThat(house.availabilityUses).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void opensByTheOtherKeyWhateverIsWrongWithOne(Workload workload) {
    for (Outcome wrong : new Outcome[] {Outcome.DENIED, Outcome.UNAVAILABLE, Outcome.FAULT}) {
      House house = new House(workload);
      house.vault.answers(A, wrong);

      assertThat(open(house, house.opening(house.random))).isInstanceOf(Result.Opened.class);
    }
  }

  @Test
  void givesEachAttemptItsDeadlineAndBothTheirs() {
    var deadlines = new Opening.Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(5));
    House house = new House();
    var start = house.clocks.now();

    assertThat(deadlines.of(start, start)).isEqualTo(Duration.ofSeconds(2));
    house.clock.advance(Duration.ofSeconds(4));
    assertThat(deadlines.of(start, house.clocks.now())).isEqualTo(Duration.ofSeconds(1));
    house.clock.advance(Duration.ofSeconds(4));
    assertThat(deadlines.of(start, house.clocks.now())).isEqualTo(Duration.ofMillis(100));
  }

  private static Result open(House house, Opening opening) {
    var cause =
        new Cause(
            house.record.ref(),
            Operation.UNWRAP,
            Optional.empty(),
            "",
            VerdictId.random(house.random));
    return opening.open(house.record, cause).await().indefinitely();
  }
}
