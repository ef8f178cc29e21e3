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
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of {@link Opening}, for every rule. */
final class OpeningTest {
  private static final int DRAWS = 10_000;

  @ParameterizedTest
  @EnumSource
  void asksEitherVaultFirstEquallyOften(Workload workload) {
    House house = new House(workload);
    Opening opening = house.opening(new SplittableRandom(4711));
    for (int i = 0; i < DRAWS; i++) {
      ((Result.Opened) open(house, opening)).key().close();
    }

    assertThat(house.vault.calls()).hasSize(DRAWS);
    assertThat(count(house, A)).isBetween(DRAWS / 2 - 250L, DRAWS / 2 + 250L);
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

  private static long count(House house, KeyUri key) {
    return house.vault.calls().stream().filter(key::equals).count();
  }
}
