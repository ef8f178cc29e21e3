package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  void meetsItsShareTheSameForTheSameSeed() {
    add("{'kind':'stall','percent':30,'seed':42}");
    List<Boolean> first = stalls(1_000);
    assertThat(first.stream().filter(stalled -> stalled).count()).isBetween(250L, 350L);

    faults.clear(Optional.empty());
    add("{'kind':'stall','percent':30,'seed':42}");
    assertThat(stalls(1_000)).isEqualTo(first);
    assertThat(faults.toJson().getJsonObject(0).getLong("seed")).isEqualTo(42);
  }

  @Test
  void countsOnlyTheRequestsOfItsShare() {
    add("{'kind':'stall','percent':50,'seed':1,'count':3}");
    assertThat(stalls(100).stream().filter(stalled -> stalled).count()).isEqualTo(3);
  }

  private List<Boolean> stalls(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(i -> meet(Operation.GET).instead().isPresent())
        .toList();
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
        "{'kind':'stall','operation':'sign'}",
        "{'kind':'slow-delete'}",
        "{'kind':'stall','percent':0}",
        "{'kind':'stall','percent':101}",
        "{'kind':'stall','seed':1}",
        "{'kind':'closed-port','percent':50}"
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
