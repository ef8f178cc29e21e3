package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Stored.RANDOM;
import static io.customerkey.unwrap.store.Stored.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts of an instance whose database was away, among those that the database numbered. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class LateAttemptsIT {
  private final PolicyRecord record = Stored.record(Stored.directory());
  @Inject DurableLog log;
  @Inject RecordStore records;
  @Inject Clock clock;

  @BeforeEach
  void open() {
    get(records.save(record));
    succeed(begun(0));
  }

  @Test
  void ofThemADenialIsNotClearedByASuccessThatWasUnderWay() {
    Begun underWay = begun(0);

    deniedLate(1);
    PairState after = succeed(underWay);

    assertThat(after.verdict(false)).isInstanceOf(PairVerdict.Suspect.class);
    assertThat(succeed(begun(0)).verdict(false)).isInstanceOf(PairVerdict.Open.class);
  }

  private record Begun(Intent intent, long number) {}

  private Begun begun(int index) {
    Intent intent = intent(index);
    return new Begun(intent, get(log.begin(intent)));
  }

  private PairState succeed(Begun begun) {
    return complete(begun.intent(), begun.number(), Outcome.OK, "");
  }

  private void deniedLate(int index) {
    Intent intent = intent(index);
    get(log.late(intent));
    PairState denied = complete(intent, AttemptResult.UNNUMBERED, Outcome.DENIED, "forbidden");
    assertThat(denied.verdict(false)).isInstanceOf(PairVerdict.Suspect.class);
  }

  private PairState complete(Intent intent, long number, Outcome outcome, String reason) {
    var evidence =
        new Evidence(
            intent.key(),
            new ClientRequestId(intent.id().toString()),
            0,
            "",
            "",
            Stage.RESPONSE,
            intent.began(),
            intent.began());
    var completion = new Completion(intent, number, outcome, reason, evidence);
    return get(log.complete(completion)).pair().orElseThrow().state();
  }

  private Intent intent(int index) {
    KeyUri key = record.keys().get(index).key();
    var cause =
        new Cause(record.ref(), Operation.PROBE, Optional.empty(), "", VerdictId.random(RANDOM));
    return new Intent(
        AttemptId.random(RANDOM), cause, key, Optional.of(record.pair()), clock.instant());
  }
}
