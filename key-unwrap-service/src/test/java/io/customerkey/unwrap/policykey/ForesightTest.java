package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.verdict.Confirmation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForesightTest {
  private final House house = new House();
  private final MemoryRecords store = new MemoryRecords(List.of(house.record));
  private final RecordBook records = new RecordBook(store, store, house.board, new MemoryAlerts());
  private final Foresight foresight =
      new Foresight(records, house.board, Confirmation.DEFAULT, house.clocks, Duration.ofHours(24));

  @Test
  void foreseesOfAPolicyWhoseRecordOnlyAnotherInstanceHasSeen() {
    var ref = house.record.ref();

    Foresight.Foreseen foreseen =
        foresight.of(ref.tenant(), ref.policy(), Set.of(1, 2)).await().indefinitely();

    assertThat(foreseen.uses())
        .filteredOn(use -> use.purpose() == Purpose.USER_READ)
        .singleElement()
        .satisfies(use -> assertThat(use.decision()).isInstanceOf(Decision.Refuse.class));
  }
}
