package io.customerkey.unwrap.probe;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckNowTest {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final House house = new House();
  private final Instant start = house.clock.instant();
  private final CheckNow checks = checks(house);

  private static CheckNow checks(House house) {
    var store = new MemoryRecords(List.of(house.record));
    var records = new RecordBook(store, store, house.board, new MemoryAlerts());
    records.load().await().indefinitely();
    var prober =
        new Prober(
            (self, hold) -> Uni.createFrom().item(List.of()),
            records,
            house.copies,
            house.board,
            InstanceId.random(house.random),
            house.random,
            house.clocks,
            Duration.ofSeconds(2));
    return new CheckNow(
        records,
        prober,
        house.board,
        span -> Uni.createFrom().voidItem().invoke(() -> house.clock.advance(span)),
        house.clocks);
  }

  @Test
  void confirmsADenialWithinTwentySecondsAlthoughAnotherInstanceProbesThePair() {
    answers(DENIED, DENIED);

    CheckNow.Found found = check(house, checks);

    assertThat(found.verdict()).isEqualTo(new PairVerdict.Denied(start));
    assertThat(found.rounds()).isEqualTo(5);
    assertThat(passed()).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void confirmsADenialAsSoonThoughTheWallClockLags() {
    answers(DENIED, DENIED);
    house.clock.set(Duration.ofSeconds(-10));

    CheckNow.Found found = check(house, checks);

    assertThat(found.verdict()).isEqualTo(new PairVerdict.Denied(start));
    assertThat(Duration.ofNanos(house.clocks.now().nanos()))
        .isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void answersAtOnceWhereBothKeysOpen() {
    assertThat(check(house, checks).verdict()).isEqualTo(new PairVerdict.Open(start));
    assertThat(house.vault.calls()).containsExactlyInAnyOrder(A, B);
    assertThat(passed()).isZero();
  }

  @Test
  void answersAtOnceWhereOneKeyOpensAndTheOtherIsDenied() {
    answers(DENIED, OK);

    assertThat(check(house, checks).verdict()).isInstanceOf(PairVerdict.Open.class);
    assertThat(passed()).isZero();
  }

  @Test
  void findsThatADenialWasCleared() {
    answers(DENIED, DENIED);
    check(house, checks);
    answers(OK, DENIED);

    assertThat(check(house, checks).verdict()).isInstanceOf(PairVerdict.Open.class);
  }

  @Test
  void saysAfterTheWaitThatNeitherVaultAnswers() {
    check(house, checks);
    answers(UNAVAILABLE, UNAVAILABLE);

    assertThat(check(house, checks).verdict()).isInstanceOf(PairVerdict.Coasting.class);
    assertThat(passed()).isBetween(WAIT, WAIT.plusSeconds(1));
  }

  @Test
  void saysAfterTheWaitThatADenialIsNotConfirmedYet() {
    answers(DENIED, UNAVAILABLE);

    assertThat(check(house, checks).verdict()).isEqualTo(new PairVerdict.Suspect(start));
  }

  @Test
  void refusesWhatIsNotTheTenantsAndTheProvidersOwn() {
    assertThatThrownBy(() ->
            checks
                .check(TenantId.random(house.random), house.record.ref().policy(), WAIT)
                .await()
                .indefinitely())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND));
    var provided = new House(Workload.EXCHANGE, true);

    assertThatThrownBy(() -> check(provided, checks(provided)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("provider-managed");
  }

  private void answers(Outcome a, Outcome b) {
    house.vault.answers(A, a);
    house.vault.answers(B, b);
  }

  private Duration passed() {
    return Duration.between(start, house.clock.instant());
  }

  private static CheckNow.Found check(House house, CheckNow checks) {
    return checks
        .check(house.record.ref().tenant(), house.record.ref().policy(), WAIT)
        .await()
        .indefinitely();
  }
}
