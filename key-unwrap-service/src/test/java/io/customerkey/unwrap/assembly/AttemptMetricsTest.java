package io.customerkey.unwrap.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttemptMetricsTest {
  private final House house = new House();
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final AttemptMetrics metrics = new AttemptMetrics(new SimpleMeterRegistry(), alerts);

  @Test
  void callsOperatorsForAFaultOfOurs() {
    metrics.completed(completion(Outcome.FAULT, FaultReason.CHECK_VALUE_WRONG.text()));

    assertThat(alerts.raised()).containsExactly(Alert.KEY_MATERIAL_FAULT);
  }

  @Test
  void callsOperatorsForOurCredential() {
    metrics.completed(completion(Outcome.UNAVAILABLE, UnavailableReason.OUR_CREDENTIAL.text()));

    assertThat(alerts.raised()).containsExactly(Alert.OUR_CREDENTIAL);
  }

  @Test
  void leavesWhatCustomersAndNetworksDoToThem() {
    metrics.completed(completion(Outcome.OK, ""));
    metrics.completed(completion(Outcome.DENIED, "key_disabled"));
    metrics.completed(completion(Outcome.UNAVAILABLE, UnavailableReason.UNREACHABLE.text()));

    assertThat(alerts.raised()).isEmpty();
  }

  private Completion completion(Outcome outcome, String reason) {
    AttemptId id = AttemptId.random(house.random);
    var cause =
        new Cause(
            house.record.ref(),
            Operation.PROBE,
            Optional.empty(),
            "",
            VerdictId.random(house.random));
    var intent = new Intent(id, cause, Pairs.A, Optional.empty(), Pairs.START);
    var evidence =
        new Evidence(
            Pairs.A,
            new ClientRequestId(id.toString()),
            0,
            "",
            "",
            Stage.RESPONSE,
            Pairs.START,
            Pairs.START);
    return new Completion(intent, 1, outcome, reason, evidence);
  }
}
