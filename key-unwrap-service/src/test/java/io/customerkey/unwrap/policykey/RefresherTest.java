package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RefresherTest {
  private final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private final List<PolicyRecord> alerts = new ArrayList<>();
  private final Refresher refresher =
      new Refresher(
          house.cache,
          house.keys,
          records,
          house.random,
          house.clocks,
          new Refresher.Times(Duration.ofHours(24), Duration.ofHours(2), Duration.ofMinutes(15)),
          alerts::add);

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

    assertThat(alerts).containsExactly(house.record);
  }

  private void tick(Duration after) {
    house.clock.advance(after);
    refresher.tick().await().indefinitely();
  }
}
