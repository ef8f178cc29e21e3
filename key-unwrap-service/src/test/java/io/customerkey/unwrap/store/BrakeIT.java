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
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.Brakes;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether many tenants' denials wait: decided over the tables that the whole fleet shares. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class BrakeIT {
  private static final String TOLD =
      "SELECT generation_id FROM denial_notice WHERE denied AND generation_id = ANY ($1)";

  /** The database's clock, moved to where the test has it. */
  private static final String NUMBERED_AS_IT_BEGAN =
      "UPDATE vault_attempt SET numbered = started WHERE attempt_id = $1";

  @Inject AttemptLog attempts;
  @Inject RecordStore records;
  @Inject Brakes brakes;
  @Inject Pool pool;
  @Inject MeterRegistry meters;
  @Inject Clock clock;

  @Test
  void holdsTheDenialsOfSixUnrelatedTenantsUntilAnOperatorConfirmsThem() {
    List<PolicyRecord> six = unrelated(6);

    List<PairState> turned = deny(six, DenialReason.KEY_DELETED);

    assertThat(turned)
        .allSatisfy(state -> {
          assertThat(state.isDenied()).isFalse();
          assertThat(state.verdict(false)).isInstanceOf(PairVerdict.Braked.class);
        });
    assertThat(brake(DenialReason.KEY_DELETED))
        .hasValueSatisfying(brake -> {
          assertThat(brake.brake().isOn(clock.instant())).isTrue();
          assertThat(brake.tenants()).isGreaterThanOrEqualTo(5);
          assertThat(brake.held()).isEqualTo(6);
        });
    assertThat(toldOf(six)).as("availability-key-vault is not told").isEmpty();
    assertThat(meters.counter("customerkey_alerts", "alert", "brake_on").count()).isPositive();

    get(brakes.rule(DenialReason.KEY_DELETED, Brakes.Ruling.CONFIRMED, "olga"));

    assertThat(toldOf(six)).hasSize(6);
    assertThat(six)
        .allSatisfy(record ->
            assertThat(learn(record, 0, Outcome.UNAVAILABLE, "unreachable").isDenied()).isTrue());
    assertThat(brake(DenialReason.KEY_DELETED))
        .hasValueSatisfying(brake -> {
          assertThat(brake.brake().isOn(clock.instant())).isFalse();
          assertThat(brake.held()).isZero();
          assertThat(brake.ruledBy()).contains("olga");
        });
  }

  @Test
  void doesNotHoldTheDenialOfOneTenantAlone() {
    List<PolicyRecord> ten = unrelated(10);

    PairState turned = deny(ten.subList(0, 1), DenialReason.VAULT_MOVED).getFirst();

    assertThat(turned.isDenied()).isTrue();
    assertThat(toldOf(ten)).containsExactly(ten.getFirst().ref().generation().toUuid());
  }

  @Test
  void countsTenantsOfOneDirectoryOnce() {
    DirectoryId directory = Stored.directory();
    List<PolicyRecord> related =
        IntStream.range(0, 6).mapToObj(i -> opened(Stored.record(directory))).toList();

    assertThat(deny(related, DenialReason.PERMISSION_REMOVED))
        .allSatisfy(state -> assertThat(state.isDenied()).isTrue());
  }

  @Test
  void countsNetworkRulesAsUnavailableUntilAnOperatorHasRuled() {
    List<PolicyRecord> six = unrelated(6);
    deny(six, DenialReason.NETWORK_RULE);
    PolicyRecord one = six.getFirst();

    Learnt withheld = answer(one, 0, Outcome.DENIED, DenialReason.NETWORK_RULE.text(), now());

    assertThat(withheld.withheld()).isTrue();
    answer(one, 1, Outcome.DENIED, DenialReason.NETWORK_RULE.text(), now());
    PairState outage = learn(one, 0, Outcome.DENIED, DenialReason.NETWORK_RULE.text());
    assertThat(outage.verdict(false)).isInstanceOf(PairVerdict.Coasting.class);
    assertThat(outage.firstDenial()).isEmpty();

    get(brakes.rule(DenialReason.NETWORK_RULE, Brakes.Ruling.CONFIRMED, "olga"));

    assertThat(deny(List.of(one), DenialReason.NETWORK_RULE).getFirst().isDenied()).isTrue();
  }

  @Test
  void beginsAnewOnceItIsReleased() {
    List<PolicyRecord> six = unrelated(6);
    deny(six, DenialReason.FORBIDDEN);

    get(brakes.rule(DenialReason.FORBIDDEN, Brakes.Ruling.RELEASED, "olga"));
    PairState next = learn(six.getFirst(), 0, Outcome.DENIED, DenialReason.FORBIDDEN.text());

    assertThat(next.isDenied()).isFalse();
    assertThat(next.one().denials() + next.other().denials()).isEqualTo(1);
    assertThat(deny(six.subList(0, 1), DenialReason.FORBIDDEN).getFirst().isDenied()).isTrue();
  }

  @Test
  void restoresWhatItHoldsAtTheFirstSuccess() {
    List<PolicyRecord> six = unrelated(6);
    deny(six, DenialReason.CONSENT_REMOVED);

    PairState restored = learn(six.getLast(), 1, Outcome.OK, "");

    assertThat(restored.verdict(false)).isInstanceOf(PairVerdict.Open.class);
  }

  @Test
  void deniesAGenerationThatComesToADeniedPair() {
    PolicyRecord first = opened(Stored.record(Stored.directory()));
    deny(List.of(first), DenialReason.KEY_DISABLED);
    PolicyRecord second =
        Stored.record(
            Stored.record(Stored.directory()).ref(),
            Stored.directory(),
            first.keys().getFirst().key(),
            first.keys().getLast().key(),
            1);

    get(records.save(second));

    assertThat(toldOf(List.of(second))).hasSize(1);
  }

  private List<PolicyRecord> unrelated(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> opened(Stored.record(Stored.directory())))
        .toList();
  }

  @Test
  void confirmsNoSoonerBecauseAnInstancesWallClockIsWrong() {
    PolicyRecord record = opened(Stored.record(Stored.directory()));
    List<PairState> states = new ArrayList<>();
    for (int hour = 0; hour < 4; hour++) {
      Instant began = now().plus(Duration.ofHours(hour));
      for (int index = 0; index < 2; index++) {
        Completion denied = answered(record, index, Outcome.DENIED, "key_disabled", began);
        states.add(state(get(attempts.complete(denied))));
      }
    }

    assertThat(states)
        .allSatisfy(
            state -> assertThat(state.verdict(false)).isInstanceOf(PairVerdict.Suspect.class));
  }

  private PolicyRecord opened(PolicyRecord record) {
    get(records.save(record));
    answer(record, 0, Outcome.OK, "", now().minusSeconds(60));
    return record;
  }

  /** All of them at the same moments, as in one outage of the cloud's right mind. */
  private List<PairState> deny(List<PolicyRecord> all, DenialReason cause) {
    Instant start = now().minusSeconds(12);
    List<PairState> states = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      states.clear();
      for (PolicyRecord record : all) {
        Instant began = start.plusSeconds(3L * round);
        answer(record, 0, Outcome.DENIED, cause.text(), began);
        states.add(state(answer(record, 1, Outcome.DENIED, cause.text(), began)));
      }
    }
    return states;
  }

  private PairState learn(PolicyRecord record, int index, Outcome outcome, String reason) {
    return state(answer(record, index, outcome, reason, now()));
  }

  private static PairState state(Learnt learnt) {
    return learnt.pair().orElseThrow().state();
  }

  private Learnt answer(
      PolicyRecord record, int index, Outcome outcome, String reason, Instant began) {
    Completion answered = answered(record, index, outcome, reason, began);
    get(
        pool.preparedQuery(NUMBERED_AS_IT_BEGAN)
            .execute(Tuple.of(answered.intent().id().toUuid())));
    return get(attempts.complete(answered));
  }

  private Completion answered(
      PolicyRecord record, int index, Outcome outcome, String reason, Instant began) {
    KeyUri key = record.keys().get(index).key();
    AttemptId id = AttemptId.random(RANDOM);
    var cause =
        new Cause(record.ref(), Operation.PROBE, Optional.empty(), "", VerdictId.random(RANDOM));
    var intent = new Intent(id, cause, key, Optional.of(record.pair()), began);
    long number = get(attempts.begin(intent));
    var evidence =
        new Evidence(
            key, new ClientRequestId(id.toString()), 403, "", "", Stage.RESPONSE, began, began);
    return new Completion(intent, number, outcome, reason, evidence);
  }

  private Optional<Brakes.View> brake(DenialReason cause) {
    return get(brakes.list()).stream().filter(brake -> brake.cause() == cause).findFirst();
  }

  /** Generations with a denial in the notices for availability-key-vault. */
  private List<UUID> toldOf(List<PolicyRecord> all) {
    UUID[] generations =
        all.stream().map(record -> record.ref().generation().toUuid()).toArray(UUID[]::new);
    List<UUID> told = new ArrayList<>();
    get(pool.preparedQuery(TOLD).execute(Tuple.tuple().addArrayOfUUID(generations)))
        .forEach(row -> told.add(row.getUUID("generation_id")));
    return told;
  }

  private Instant now() {
    return clock.instant();
  }
}
