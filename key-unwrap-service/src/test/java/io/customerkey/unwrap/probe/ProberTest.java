package io.customerkey.unwrap.probe;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.attempt.AttemptIds;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProberTest {
  private final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private List<PairId> claimed = List.of(house.record.pair().id());
  private final Prober prober =
      new Prober(
          (self, hold) -> Uni.createFrom().item(claimed),
          records,
          house.copies,
          house.board,
          InstanceId.random(house.random),
          house.random,
          house.clocks,
          Duration.ofSeconds(2));

  @BeforeEach
  void open() {
    records.load().await().indefinitely();
  }

  @Test
  void probesWhatIsItsOwnOncePerInterval() {
    tick(0);
    tick(35);
    assertThat(house.vault.calls()).hasSize(1);

    tick(5);
    assertThat(house.vault.calls()).hasSize(2);
  }

  @Test
  void probesOnceAnIntervalWhateverTheWallClockSays() {
    for (Duration off : List.of(Duration.ofHours(-1), Duration.ofHours(2))) {
      house.clock.set(off);
      int before = house.vault.calls().size();

      for (int i = 0; i < 600; i++) {
        tick(1);
      }

      assertThat(house.vault.calls().size() - before).isBetween(14, 17);
    }
  }

  @Test
  void asksBothKeysOfADeniedPolicyOnceAnIntervalThoughTheWallClockLags() {
    both(DENIED);
    for (int i = 0; i < 20; i++) {
      tick(1);
    }
    house.clock.set(Duration.ofSeconds(-10));
    int before = house.vault.calls().size();

    for (int i = 0; i < 400; i++) {
      tick(1);
    }

    assertThat(isDenied()).isTrue();
    assertThat(house.vault.calls().size() - before).isBetween(18, 22);
  }

  @Test
  void probesAsOftenAsAPolicyAsksWhoseRecordWasAcceptedElsewhere() {
    PolicyRecord anxious = onTheSamePair();
    house.board.settle(settings(anxious.ref(), Duration.ofSeconds(5), Optional.empty()));
    store.believe(anxious);
    tick(0);
    tick(5);
    assertThat(house.vault.calls()).hasSize(1);

    records.learn(List.of(anxious.statement()));
    tick(0);
    tick(5);

    assertThat(house.vault.calls()).hasSize(3);
  }

  /** Another policy, on the keys of the house's. */
  private static PolicyRecord onTheSamePair() {
    PolicyRecord other = new House().record;
    return new PolicyRecord(
        other.ref(),
        other.workload(),
        other.providerManaged(),
        other.policyVersion(),
        other.sequence(),
        other.previous(),
        other.keys(),
        other.pair(),
        other.availability(),
        other.checkValue(),
        other.created(),
        new SignedStatement(
            StatementType.POLICY_RECORD, Bytes.takeOwnershipOf(new byte[] {1}), List.of()),
        other.hash());
  }

  private static PolicySettings settings(
      PolicyRef ref, Duration interval, Optional<Instant> suspendedUntil) {
    return new PolicySettings(
        ref.tenant(),
        ref.policy(),
        new Sequence(1, 2),
        PolicyState.ACTIVE,
        Map.of(),
        false,
        false,
        PolicySettings.DEFAULT_GRACE,
        interval,
        suspendedUntil,
        new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of()));
  }

  @Test
  void goesOnProbingASuspendedPolicy() {
    house.board.settle(
        settings(
            house.record.ref(),
            PolicySettings.DEFAULT_PROBE_INTERVAL,
            Optional.of(house.clock.instant().plusSeconds(900))));
    both(DENIED);

    for (int i = 0; i < 20; i++) {
      tick(1);
    }

    assertThat(isDenied()).isTrue();
  }

  @Test
  void restoresAtTheFirstSuccessThoughTheOtherKeyIsStillDenied() {
    both(DENIED);
    for (int i = 0; i < 20; i++) {
      tick(1);
    }
    house.vault.answers(A, OK);

    tick(40);

    assertThat(isDenied()).isFalse();
  }

  @Test
  void probesNothingThatAnotherInstanceHolds() {
    claimed = List.of();

    tick(0);

    assertThat(house.vault.calls()).isEmpty();
  }

  @Test
  void takesOverWhatAnotherInstanceHeldAtTheNextRenewal() {
    claimed = List.of();
    tick(0);
    claimed = List.of(house.record.pair().id());

    tick(2);
    assertThat(house.vault.calls()).isEmpty();
    tick(2);
    assertThat(house.vault.calls()).hasSize(1);
  }

  @Test
  void asksTheOtherKeyAtOnceWhenOneFails() {
    both(UNAVAILABLE);

    tick(0);

    assertThat(house.vault.calls()).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void asksTheKeysInTurnSoThatBothAreSeenToOpenAgain() {
    for (int probes = 0; probes < 5; probes++) {
      tick(40);
    }

    List<KeyUri> calls = house.vault.calls();
    assertThat(calls).hasSize(5);
    assertThat(IntStream.range(1, calls.size()))
        .allSatisfy(i -> assertThat(calls.get(i)).isNotEqualTo(calls.get(i - 1)));
  }

  @Test
  void keepsAHealthyPolicyServedFromItsCache() {
    house.acquire(Purpose.USER_READ);
    int opened = house.vault.calls().size();
    for (int i = 0; i < 20; i++) {
      tick(40);
    }
    int probed = house.vault.calls().size();

    house.acquire(Purpose.USER_READ);

    assertThat(probed).isEqualTo(opened + 20);
    assertThat(house.vault.calls()).hasSize(probed);
  }

  @Test
  void confirmsADenialWithinSixtySecondsOfIt() {
    tick(0);
    both(DENIED);
    int seconds = 0;
    while (!isDenied() && seconds < 120) {
      tick(1);
      seconds++;
    }

    assertThat(seconds).isLessThanOrEqualTo(55);
  }

  @Test
  void restoresWithinAnIntervalOfTheFirstSuccess() {
    tick(0);
    both(DENIED);
    for (int i = 0; i < 60; i++) {
      tick(1);
    }
    assertThat(isDenied()).isTrue();
    both(OK);
    int seconds = 0;
    while (isDenied() && seconds < 120) {
      tick(1);
      seconds++;
    }

    assertThat(seconds).isLessThanOrEqualTo(40);
  }

  @Test
  void saysAtTheNextBeatThatProbesCannotBeWritten() {
    house.logs.breakDown();

    assertThatThrownBy(
            () -> {
              tick(0);
              tick(1);
            })
        .isInstanceOf(RefusedException.class);
    assertThat(house.vault.calls()).isEmpty();
  }

  @Test
  void looksOnlyOnceAMinuteForAPairWhoseRecordsAreNotBelieved() {
    claimed = List.of(PairId.of(A, A));
    tick(0);
    int loaded = store.loads();

    tick(4);
    tick(50);
    assertThat(store.loads()).isEqualTo(loaded);
    tick(10);
    assertThat(store.loads()).isEqualTo(loaded + 1);
  }

  @Test
  void givesAProbeUpThatHangsAndBeginsAnother() {
    var hanging = new HangingLog();
    var copies =
        new CopyOpener(
            new RecordedVault(
                hanging,
                new AttemptIds(InstanceId.random(house.random)),
                house.board,
                house.logs,
                house.budgets,
                house.clocks),
            house.vault);
    var impatient =
        new Prober(
            (self, hold) -> Uni.createFrom().item(claimed),
            records,
            copies,
            house.board,
            InstanceId.random(house.random),
            house.random,
            house.clocks,
            Duration.ofMillis(10));

    impatient.tick().await().indefinitely();

    Awaitility.await()
        .untilAsserted(() -> {
          impatient.tick().onFailure().recoverWithNull().await().indefinitely();
          assertThat(hanging.begun).hasValueGreaterThan(1);
        });
  }

  /** A database whose connection froze. */
  private static final class HangingLog implements AttemptLog {
    private final AtomicInteger begun = new AtomicInteger();

    @Override
    public Uni<Long> begin(Intent intent) {
      begun.incrementAndGet();
      return Uni.createFrom().nothing();
    }

    @Override
    public Uni<Learnt> complete(Completion completion) {
      return Uni.createFrom().nothing();
    }
  }

  private boolean isDenied() {
    return house.board.pair(house.record.pair()).isDenied();
  }

  private void tick(long afterSeconds) {
    house.clock.advance(Duration.ofSeconds(afterSeconds));
    house.shared();
    prober.tick().await().indefinitely();
  }

  private void both(Outcome outcome) {
    house.vault.answers(A, outcome);
    house.vault.answers(B, outcome);
  }
}
