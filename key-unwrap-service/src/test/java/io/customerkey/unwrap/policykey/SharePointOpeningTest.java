package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Opening.Result;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SharePointOpeningTest {
  private final House house = new House(Workload.SHAREPOINT);

  @Test
  void asksNobodyElseWhileTheFirstAnswersWithinTheOffset() {
    var opening = open();

    assertThat(opened(opening)).isNotNull();
    assertThat(house.vault.calls()).hasSize(1);
    assertThat(house.pause.waiting()).isEmpty();
  }

  @Test
  void waitsAsLongAsTheFirstVaultsOffsetSays() {
    house.vault.hold();

    open();

    Duration offset = first().equals(B) ? Duration.ofMillis(30) : Duration.ofMillis(100);
    assertThat(house.pause.waiting()).containsExactly(offset.minus(SharePointOpening.AHEAD));
    assertThat(house.logs.intents()).hasSize(1);

    house.pause.pass();

    assertThat(house.pause.waiting()).containsExactly(SharePointOpening.AHEAD);
    assertThat(house.logs.intents()).hasSize(2);
    assertThat(house.vault.calls()).hasSize(1);

    house.pause.pass();

    assertThat(house.vault.calls()).hasSize(2);
  }

  @Test
  void asksTheOtherNoMoreOnceTheFirstHasOpened() {
    house.vault.hold();
    var opening = open();
    house.pause.pass();

    house.vault.release(first());
    house.pause.pass();

    assertThat(opened(opening)).isNotNull();
    assertThat(house.vault.calls()).hasSize(1);
  }

  @Test
  void asksTheOtherAfterTheOffsetAndAbortsTheSlowOne() {
    house.vault.hold();
    var opening = open();

    offsetPasses();
    house.vault.release(second());

    assertThat(opened(opening)).isNotNull();
    assertThat(house.vault.aborted()).containsExactly(first());
  }

  @Test
  void leavesTheAbortedAttemptRecordedWithoutAnEnd() {
    house.vault.hold();
    open();

    offsetPasses();
    house.vault.release(first());

    assertThat(house.logs.intents()).hasSize(2);
    assertThat(house.logs.completions())
        .extracting(completion -> completion.intent().key())
        .containsExactly(first());
    assertThat(house.vault.aborted()).containsExactly(second());
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void asksTheOtherAtOnceWhenTheFirstFails(Outcome failure) {
    house.vault.hold();
    var opening = open();

    house.vault.answers(first(), failure);
    house.vault.release(first());

    assertThat(house.vault.calls()).containsExactly(first(), second());
    assertThat(house.pause.waiting()).isEmpty();
    house.vault.release(second());
    assertThat(opened(opening)).isNotNull();
  }

  @Test
  void waitsForTheSlowOneWhenTheOtherFails() {
    house.vault.hold();
    var opening = open();
    offsetPasses();

    house.vault.answers(second(), DENIED);
    house.vault.release(second());
    opening.assertNotTerminated();

    house.vault.release(first());
    assertThat(opened(opening)).isNotNull();
  }

  @Test
  void tellsBothAnswersInTheOrderAsked() {
    house.vault.hold();
    var opening = open();
    offsetPasses();

    house.vault.answers(first(), UNAVAILABLE);
    house.vault.answers(second(), DENIED);
    house.vault.release(second());
    house.vault.release(first());

    assertThat(opening.getItem())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> {
              assertThat(failed.firstOutcome()).isEqualTo(UNAVAILABLE);
              assertThat(failed.secondOutcome()).isEqualTo(DENIED);
            });
  }

  @Test
  void takesTheFirstKeyAlsoIfTheOtherAttemptCannotBeWritten() {
    house.vault.hold();
    var opening = open();
    house.logs.breakDown();
    offsetPasses();
    opening.assertNotTerminated();

    house.vault.release(first());

    assertThat(opened(opening)).isNotNull();
  }

  @Test
  void failsIfTheOtherAttemptCannotBeWrittenAndTheFirstGivesNoKey() {
    house.vault.hold();
    var opening = open();
    house.logs.breakDown();
    house.vault.answers(first(), UNAVAILABLE);

    house.vault.release(first());

    opening.assertFailedWith(RefusedException.class);
    assertThat(house.vault.calls()).hasSize(1);
  }

  @Test
  void measuresTheVerdictFromTheWinnersBeginning() {
    house.vault.hold();
    var opening = open();
    house.clock.advance(Duration.ofMillis(100));
    offsetPasses();

    house.vault.release(second());

    assertThat(((Result.Opened) opening.getItem()).began()).isEqualTo(house.clocks.now());
  }

  private UniAssertSubscriber<Result> open() {
    var cause =
        new Cause(
            house.record.ref(),
            Operation.UNWRAP,
            Optional.of(Purpose.USER_READ),
            "",
            VerdictId.random(house.random));
    return house
        .opening(house.random)
        .open(house.record, cause)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  /** Until the second intent is written, and the rest. */
  private void offsetPasses() {
    house.pause.pass();
    house.pause.pass();
  }

  private KeyUri first() {
    return house.vault.calls().getFirst();
  }

  private KeyUri second() {
    return first().equals(A) ? B : A;
  }

  private static Result.Opened opened(UniAssertSubscriber<Result> opening) {
    Result result = opening.assertCompleted().getItem();
    assertThat(result).isInstanceOf(Result.Opened.class);
    return (Result.Opened) result;
  }
}
