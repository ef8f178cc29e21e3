package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Stored.RANDOM;
import static io.customerkey.unwrap.store.Stored.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.attempt.AttemptLog;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.fleet.SharedVerdicts;
import io.customerkey.unwrap.health.HealthBook;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.health.HealthWatch;
import io.customerkey.unwrap.health.VaultCalls;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.rules.HealthReason;
import io.customerkey.unwrap.rules.HealthState;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tenants are told of their policies, and instances of each other, by way of the tables. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class HealthBookIT {
  private static final String HOLD =
      "UPDATE key_pair SET braked_since = now(), revision = revision + 1 WHERE pair_id = $1";
  private static final String LET_GO =
      "UPDATE key_pair SET braked_since = NULL, revision = revision + 1 WHERE pair_id = $1";
  private static final String COMMITTED_LATE =
      "UPDATE policy SET epoch = 7, changed = clock_timestamp() - interval '15 seconds'"
          + " WHERE policy_id = $1";

  private static final String LEFT_LONG_AGO =
      "UPDATE policy_key_version SET left_at = left_at - interval '32 days' WHERE policy_id = $1";

  @Inject AttemptLog attempts;
  @Inject VaultCalls calls;
  @Inject RecordStore records;
  @Inject HealthWatch watch;
  @Inject HealthBook book;
  @Inject SharedVerdicts shared;
  @Inject Pool pool;
  @Inject Clock clock;

  private final PolicyRecord record = Stored.record(Stored.directory());

  @Test
  void recordsThatTheBrakeHoldsAPolicyAndThatItDoesNoMore() {
    get(records.save(record));
    answer(Outcome.OK, "");
    answer(Outcome.DENIED, "key_disabled");
    look();
    int before = changes().size();

    run(HOLD, record.pair().id().toUuid());
    look();
    look();
    run(LET_GO, record.pair().id().toUuid());
    look();

    List<HealthChange> changes = changes();
    assertThat(changes).hasSize(before + 2);
    assertThat(changes.subList(0, 3))
        .allSatisfy(change -> assertThat(change.to().state()).isEqualTo(HealthState.DEGRADED))
        .extracting(change -> change.to().reason())
        .containsExactly(
            HealthReason.ONE_VAULT_DENIES, HealthReason.BRAKED, HealthReason.ONE_VAULT_DENIES);
  }

  @Test
  void knowsTheKeysOfTheMonthAlsoThoseThatARollLeftBehind() {
    LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    List<KeyUri> keys = record.keys().stream().map(CustomerKeyCopy::key).toList();
    KeyUri rolled = keys.getFirst().at("1".repeat(32));
    PolicyRecord newer = Stored.record(record.ref(), Stored.directory(), rolled, keys.getLast(), 2);
    get(records.save(record));
    get(records.save(newer));
    get(records.save(record));

    assertThat(named(month))
        .containsExactlyInAnyOrder(key(keys.getFirst()), key(keys.getLast()), key(rolled));

    run(LEFT_LONG_AGO, record.ref().policy().toUuid());
    assertThat(named(month)).containsExactlyInAnyOrder(key(keys.getLast()), key(rolled));
  }

  private List<VaultCalls.KeyVersion> named(LocalDate month) {
    return get(calls.keys(record.ref().policy(), month));
  }

  private static VaultCalls.KeyVersion key(KeyUri key) {
    return new VaultCalls.KeyVersion(key.toString(), 2048);
  }

  @Test
  void findsWhatWasCommittedLongAfterItsTime() {
    get(records.save(record));
    run(COMMITTED_LATE, record.ref().policy().toUuid());

    assertThat(get(shared.read(Optional.of(clock.instant()))).policies())
        .filteredOn(raised -> raised.policy().equals(record.ref().policy()))
        .extracting(EpochRaised::epoch)
        .containsExactly(7L);
  }

  private void look() {
    get(watch.look(record.ref().policy()));
  }

  private List<HealthChange> changes() {
    return get(book.changes(record.ref().tenant(), record.ref().policy(), Long.MAX_VALUE, 10));
  }

  private void run(String sql, UUID id) {
    get(pool.preparedQuery(sql).execute(Tuple.of(id)));
  }

  private void answer(Outcome outcome, String reason) {
    KeyUri key = record.keys().getFirst().key();
    Instant now = clock.instant();
    AttemptId id = AttemptId.random(RANDOM);
    var cause =
        new Cause(record.ref(), Operation.PROBE, Optional.empty(), "", VerdictId.random(RANDOM));
    var intent = new Intent(id, cause, key, Optional.of(record.pair()), now);
    long number = get(attempts.begin(intent));
    var evidence =
        new Evidence(
            key, new ClientRequestId(id.toString()), 403, "", "", Stage.RESPONSE, now, now);
    get(attempts.complete(new Completion(intent, number, outcome, reason, evidence)));
  }
}
