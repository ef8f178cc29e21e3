package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.key.KeyWrapperClosedException;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RefresherTest {
  private final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private final List<Duration> alerts = new ArrayList<>();
  private final Refresher refresher =
      new Refresher(
          house.cache,
          house.reopening,
          house.usage,
          records,
          house.random,
          house.clocks,
          new Refresher.Times(Duration.ofHours(24), Duration.ofHours(2), Duration.ofMinutes(15)),
          (record, left) -> alerts.add(left));

  @BeforeEach
  void open() {
    records.load().await().indefinitely();
    house.acquire(Purpose.USER_READ);
  }

  @Test
  void opensAKeyAgainAheadOfItsEnd() {
    tick(Duration.ofHours(21));
    assertThat(house.vault.calls()).hasSize(1);

    tick(Duration.ofHours(1).plusMinutes(1));
    assertThat(house.vault.calls()).hasSize(2);
    tick(Duration.ofHours(21));
    assertThat(house.vault.calls()).hasSize(2);
    assertThat(alerts).isEmpty();
  }

  @Test
  void callsForHelpWhenOpeningFailsForLongHoweverItFails() {
    house.logs.breakDown();

    tick(Duration.ofHours(22).plusMinutes(1));
    assertThat(alerts).isEmpty();
    tick(Duration.ofMinutes(16));

    assertThat(alerts).containsExactly(Duration.ofHours(1).plusMinutes(43));
    tick(Duration.ofMinutes(14));
    assertThat(alerts).as("once in a while").hasSize(1);
    tick(Duration.ofMinutes(2));
    assertThat(alerts).hasSize(2);
  }

  @Test
  void leavesASuspendedPolicyAlone() {
    house.board.settle(
        new PolicySettings(
            house.record.ref().tenant(),
            house.record.ref().policy(),
            new Sequence(1, 1),
            PolicyState.ACTIVE,
            Map.of(),
            false,
            false,
            PolicySettings.DEFAULT_GRACE,
            PolicySettings.DEFAULT_PROBE_INTERVAL,
            Optional.of(house.clock.instant().plus(Duration.ofDays(1))),
            new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of())));

    tick(Duration.ofHours(22).plusMinutes(1));

    assertThat(house.vault.calls()).hasSize(1);
    assertThat(alerts).isEmpty();
  }

  @Test
  void refusesATimeToLiveThatLeavesTooLittleUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Refresher.Times(Duration.ofHours(2), Duration.ofMinutes(61), Duration.ZERO));
  }

  @Test
  void erasesAKeyWhoseTimeIsOver() {
    var wrapper = house.cache.all().iterator().next().wrapper();
    house.vault.answers(Pairs.A, Outcome.UNAVAILABLE);
    house.vault.answers(Pairs.B, Outcome.UNAVAILABLE);

    tick(Duration.ofHours(24).plusSeconds(1));

    assertThat(house.cache.size()).isZero();
    assertThatThrownBy(
            () -> wrapper.unwrapAll(KeyKind.MAILBOX, PackedKeys.takeOwnershipOf(new byte[92])))
        .isInstanceOf(KeyWrapperClosedException.class);
  }

  private void tick(Duration after) {
    house.clock.advance(after);
    refresher.tick().await().indefinitely();
  }
}
