package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String DIRECTORY = "11111111-2222-4333-8444-555555555555";

  private final Faults faults = new Faults();

  @Test
  void letsRequestsThroughWithoutAFault() {
    assertThat(meet(Operation.GET)).isEqualTo(new Faults.Met(Duration.ZERO, Optional.empty()));
  }

  @Test
  void addsLatenciesToTheFaultBehindThem() {
    add("{'kind':'latency','millis':10}");
    add("{'kind':'latency','millis':5}");
    add("{'kind':'stall'}");

    Faults.Met met = meet(Operation.GET);

    assertThat(met.delay()).isEqualTo(Duration.ofMillis(15));
    assertThat(met.instead()).contains(new Fault.Stall());
  }

  @Test
  void endsAfterItsCount() {
    add("{'kind':'reset','count':1}");

    assertThat(meet(Operation.GET).instead()).contains(new Fault.Reset());
    assertThat(meet(Operation.GET).instead()).isEmpty();
    assertThat(faults.toJson()).isEmpty();
  }

  @Test
  void meetsOnlyItsOperationAndDirectory() {
    add("{'kind':'stall','operation':'wrapKey'}");
    add("{'kind':'reset','directory':'99999999-2222-4333-8444-555555555555'}");

    assertThat(meet(Operation.UNWRAP_KEY).instead()).isEmpty();
    assertThat(meet(Operation.WRAP_KEY).instead()).contains(new Fault.Stall());
  }

  @Test
  void keepsStatesApartFromAnswers() {
    add("{'kind':'closed-port'}");
    add("{'kind':'moved','directory':'99999999-2222-4333-8444-555555555555'}");

    assertThat(meet(Operation.GET).instead()).isEmpty();
    assertThat(faults.portClosed()).isTrue();
    assertThat(faults.movedTo()).contains("99999999-2222-4333-8444-555555555555");
  }

  @Test
  void clearsOneByItsId() {
    String id = add("{'kind':'stall'}").id();
    add("{'kind':'reset'}");

    faults.clear(Optional.of(id));

    assertThat(meet(Operation.GET).instead()).contains(new Fault.Reset());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kind':'nothing'}",
        "{'kind':'latency'}",
        "{'kind':'latency','millis':-1}",
        "{'kind':'answer','status':42}",
        "{'kind':'moved'}",
        "{'kind':'stall','operation':'sign'}"
      })
  void refusesFaultsItDoesNotUnderstand(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> add(json));
  }

  private FaultRule add(String json) {
    return faults.add(new JsonObject(json.replace('\'', '"')));
  }

  private Faults.Met meet(Operation operation) {
    return faults.meet(operation, DIRECTORY);
  }
}
