package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.probe.Prober;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of a policy on the provider's own keys, under a clock that the test moves. */
final class ProviderKeysTest {
  private static final Duration BEAT = Duration.ofSeconds(30);

  private final House house = new House(Workload.EXCHANGE, true);
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private final Prober prober =
      new Prober(
          (self, hold) -> Uni.createFrom().item(List.of(house.record.pair().id())),
          records,
          house.copies,
          house.board,
          InstanceId.random(house.random),
          house.random,
          house.clocks,
          Duration.ofSeconds(2));
  private final Refresher refresher =
      new Refresher(
          house.cache,
          house.reopening,
          house.usage,
          records,
          house.random,
          house.clocks,
          new Refresher.Times(Duration.ofHours(24), Duration.ofHours(2), Duration.ofMinutes(15)),
          (record, left) -> {});

  @BeforeEach
  void load() {
    records.load().await().indefinitely();
  }

  @Test
  void asksAVaultOnceADayHoweverOftenItServes() {
    for (int hour = 0; hour < 3 * 24; hour++) {
      assertThat(house.acquire(Purpose.USER_READ).terms().authority())
          .isEqualTo(Authority.CUSTOMER);
      pass(Duration.ofHours(1));
    }

    assertThat(house.vault.calls()).hasSizeBetween(3, 4);
  }

  @Test
  void asksNoVaultForAPolicyThatNobodyUses() {
    house.acquire(Purpose.USER_READ);
    pass(Duration.ofDays(10));

    assertThat(house.vault.calls()).as("opened, and once again ahead of its expiry").hasSize(2);
    assertThat(house.cache.all()).isEmpty();
  }

  @Test
  void givesLeasesOfFiveMinutesAtMost() {
    house.acquire(Purpose.USER_READ);
    house.clock.advance(Duration.ofHours(3));

    Terms terms = house.acquire(Purpose.USER_READ).terms();

    assertThat(terms.lease()).isEqualTo(Duration.ofMinutes(5));
    assertThat(terms.purposes()).contains(Purpose.USER_READ, Purpose.MAIL_DELIVERY);
  }

  @Test
  void givesLeasesThatEndWithTheTimeToLive() {
    house.acquire(Purpose.USER_READ);
    house.clock.advance(Duration.ofHours(24).minusSeconds(7));

    assertThat(house.acquire(Purpose.USER_READ).terms().lease()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void servesFromTheCacheWhateverTheVaultsSayAndHoweverLong() {
    house.acquire(Purpose.USER_READ);
    both(DENIED);
    house.clock.advance(Duration.ofHours(23));

    assertThat(house.acquire(Purpose.USER_READ).terms().authority()).isEqualTo(Authority.CUSTOMER);
  }

  @Test
  void neverCountsAsDenied() {
    both(DENIED);
    for (int i = 0; i < 20; i++) {
      refused(Reason.CUSTOMER_KEY_DENIED);
      house.clock.advance(Duration.ofSeconds(30));
    }
    assertThat(house.board.pair(house.record.pair()).isDenied()).isFalse();
    assertThat(house.board.epoch(house.record.ref().policy())).isZero();
    both(OK);

    assertThat(house.acquire(Purpose.USER_READ).terms().authority()).isEqualTo(Authority.CUSTOMER);
  }

  @Test
  void usesItsAvailabilityKeyInAnOutageUntilTheVaultsAreTriedAgain() {
    both(UNAVAILABLE);
    assertThat(house.acquire(Purpose.USER_READ).terms().authority())
        .isEqualTo(Authority.AVAILABILITY_OUTAGE);
    house.clock.advance(Duration.ofMinutes(14));
    house.acquire(Purpose.USER_READ);
    assertThat(house.availabilityUses).hasSize(1);
    both(OK);
    house.clock.advance(Duration.ofMinutes(1));

    assertThat(house.acquire(Purpose.USER_READ).terms().authority()).isEqualTo(Authority.CUSTOMER);
  }

  @Test
  void opensASiteKeysPolicyByNoAvailabilityKey() {
    House sites = new House(Workload.SHAREPOINT, true);
    sites.vault.answers(A, UNAVAILABLE);
    sites.vault.answers(B, UNAVAILABLE);

    assertThatThrownBy(() -> sites.acquire(Purpose.SEARCH_INDEX))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.VAULT_UNAVAILABLE));
    assertThat(sites.availabilityUses).isEmpty();
  }

  @Test
  void isDroppedOnRequestAsAnyOther() {
    house.acquire(Purpose.USER_READ);
    house.board.raise(
        new EpochRaised(
            house.record.ref().tenant(),
            house.record.ref().policy(),
            1,
            EpochRaised.Cause.DROP_CACHES));
    both(DENIED);

    refused(Reason.CUSTOMER_KEY_DENIED);
  }

  private void pass(Duration span) {
    for (Duration left = span; left.isPositive(); left = left.minus(BEAT)) {
      house.clock.advance(BEAT);
      prober.tick().await().indefinitely();
      refresher.tick().await().indefinitely();
    }
  }

  private void refused(Reason reason) {
    assertThatThrownBy(() -> house.acquire(Purpose.USER_READ))
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private void both(Outcome outcome) {
    house.vault.answers(A, outcome);
    house.vault.answers(B, outcome);
  }
}
