package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Stored.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.fleet.SharedVerdicts;
import io.customerkey.unwrap.fleet.SharedVerdicts.Snapshot;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What an instance hears of the records that another accepted: it probes for their policies too.
 */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class SharedRecordsIT {
  /** What changed so long ago is read once more, because it may have been committed late. */
  private static final Duration LATE = Duration.ofSeconds(20);

  @Inject SharedVerdicts shared;
  @Inject RecordStore records;

  @Test
  void areReadOnceTheyAreSavedByAnotherAndAgainWhenTheyChange() {
    PolicyRecord first = Stored.record(Stored.directory());
    Snapshot before = get(shared.read(Optional.empty()));
    get(records.save(first));

    Snapshot after = get(shared.read(Optional.of(before.at().plus(LATE))));

    assertThat(before.statements()).doesNotContain(first.statement());
    assertThat(after.statements()).contains(first.statement());

    PolicyRecord second =
        Stored.record(
            first.ref(),
            Stored.directory(),
            first.keys().getFirst().key(),
            first.keys().getLast().key(),
            2);
    get(records.save(second));

    assertThat(get(shared.read(Optional.of(after.at().plus(LATE)))).statements())
        .contains(second.statement());
  }

  @Test
  void areNotReadAgainWhileNothingChanges() {
    PolicyRecord record = Stored.record(Stored.directory());
    get(records.save(record));
    Snapshot after = get(shared.read(Optional.empty()));

    assertThat(after.statements()).contains(record.statement());
    assertThat(get(shared.read(Optional.of(after.at().plus(LATE)))).statements())
        .doesNotContain(record.statement());
  }
}
