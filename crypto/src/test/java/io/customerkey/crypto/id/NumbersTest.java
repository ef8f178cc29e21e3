package io.customerkey.crypto.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"EXCHANGE, 1", "SHAREPOINT, 2"})
  void numbersWorkloads(Workload workload, int number) {
    assertThat(workload.number()).isEqualTo(number);
    assertThat(Workload.of(number)).isEqualTo(workload);
  }

  @ParameterizedTest
  @CsvSource({"MAILBOX, 1", "SITE, 2", "CHUNK, 3"})
  void numbersKindsOfKeys(KeyKind kind, int number) {
    assertThat(kind.number()).isEqualTo(number);
    assertThat(KeyKind.of(number)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 1",
    "ATTACHMENT, 2",
    "CALENDAR, 3",
    "CHAT, 4",
    "CONTACT, 5",
    "TASK, 6",
    "NOTE, 7",
    "PROPERTIES, 255"
  })
  void numbersKindsOfItems(ItemKind kind, int number) {
    assertThat(kind.number()).isEqualTo(number);
    assertThat(ItemKind.of(number)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"CUSTOMER_1, 1", "CUSTOMER_2, 2", "AVAILABILITY, 3"})
  void numbersSlots(Slot slot, int number) {
    assertThat(slot.number()).isEqualTo(number);
    assertThat(Slot.of(number)).isEqualTo(slot);
  }

  @Test
  void knowsAllNumbers() {
    assertThat(Workload.values()).hasSize(2);
    assertThat(KeyKind.values()).hasSize(3);
    assertThat(ItemKind.values()).hasSize(8);
    assertThat(Slot.values()).hasSize(3);
  }

  @Test
  void refusesUnknownNumbers() {
    assertThatIllegalArgumentException().isThrownBy(() -> Workload.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyKind.of(4));
    assertThatIllegalArgumentException().isThrownBy(() -> ItemKind.of(8));
    assertThatIllegalArgumentException().isThrownBy(() -> Slot.of(-1));
  }
}
