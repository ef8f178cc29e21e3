package io.customerkey.unwrap.fleet;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Pairs;
import io.customerkey.unwrap.verdict.SharedPair;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SharingTest {
  private static final Duration TAKES = Duration.ofSeconds(3);

  private final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final RecordBook records = new RecordBook(store, store, house.board, alerts);
  private final PolicyRef ref = house.record.ref();
  private final List<Optional<Instant>> reads = new ArrayList<>();
  private final List<EpochRaised> lately = new ArrayList<>();
  private final ClockSkew skew = new ClockSkew(house.clock, alerts);
  private final Sharing sharing =
      new Sharing(new ADenialAndForgedSettings(), records, house.board, skew, lately::add);

  @Test
  void learnsVerdictsAndEpochsWhateverIsWrongWithSettings() {
    sharing.tick().await().indefinitely();

    assertThat(house.board.pair(house.record.pair()).isDenied()).isTrue();
    assertThat(house.board.epoch(ref.policy())).isEqualTo(3);
    assertThat(alerts.raised()).containsExactly(Alert.RECORD_NOT_TRUSTED);
  }

  @Test
  void learnsRecordsThatAnotherInstanceAccepted() {
    sharing.tick().await().indefinitely();

    assertThat(records.known()).containsExactly(house.record);
  }

  @Test
  void learnsAllRecordsWhenItBegins() {
    sharing.begin().await().indefinitely();

    assertThat(records.known()).containsExactly(house.record);
  }

  @Test
  void knowsWhatWasSharedWhenItBeganToReadAndNothingLater() {
    house.clock.advance(TAKES);
    Moment began = house.clocks.now();

    sharing.tick().await().indefinitely();

    assertThat(house.board.knowledge(house.record.pair()).sharedRead()).isEqualTo(began);
  }

  @Test
  void findsWhatWasRaisedBeforeItBeganWhileLeasesMayRun() {
    sharing.begin().await().indefinitely();

    assertThat(reads)
        .containsExactly(Optional.empty(), Optional.of(Pairs.START.minus(Attachments.LEASES)));
    assertThat(lately).extracting(EpochRaised::epoch).containsExactly(3L);
    assertThat(house.board.epoch(ref.policy())).isEqualTo(3);
  }

  @Test
  void comparesTheClocksAtEachReading() {
    sharing.begin().await().indefinitely();
    assertThat(skew.seconds()).isZero();

    house.clock.set(Duration.ofMinutes(2));
    sharing.tick().await().indefinitely();

    assertThat(skew.seconds()).isGreaterThanOrEqualTo(120);
    assertThat(alerts.raised()).contains(Alert.CLOCK_SKEW);
  }

  @Test
  void callsOperatorsOnceForAStatementThatStaysWrong() {
    sharing.tick().await().indefinitely();
    sharing.tick().await().indefinitely();

    assertThat(alerts.raised()).hasSize(1);
  }

  /** A database that says so at every read, and takes its time. */
  private final class ADenialAndForgedSettings implements SharedVerdicts {
    @Override
    public Uni<Snapshot> read(Optional<Instant> since) {
      reads.add(since);
      house.clock.advance(TAKES);
      Pairs denied = new Pairs(false).both(DENIED, 0).both(DENIED, 5).both(DENIED, 10);
      var raised = new EpochRaised(ref.tenant(), ref.policy(), 3, EpochRaised.Cause.DENIED);
      var forged = new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of());
      return Uni.createFrom()
          .item(
              new Snapshot(
                  List.of(new SharedPair(denied.state(), 1)),
                  List.of(raised),
                  List.of(forged, house.record.statement()),
                  Pairs.START));
    }

    @Override
    public Uni<Optional<EpochRaised>> raise(
        TenantId tenant, PolicyId policy, EpochRaised.Cause cause) {
      throw new UnsupportedOperationException("not needed here");
    }
  }
}
