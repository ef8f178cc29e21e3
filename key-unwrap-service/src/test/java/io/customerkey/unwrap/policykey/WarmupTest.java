package io.customerkey.unwrap.policykey;

import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.record.MemoryRecords;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WarmupTest {
  private static final int ROUNDS = 7;

  @Test
  void opensEveryPolicysKeyOnceTheJitterIsOver() {
    House house = new House();
    var warm = warm(house);
    assertThat(house.vault.calls()).isEmpty();
    assertThat(house.pause.waiting()).hasSize(1);

    house.pause.pass();

    warm.assertCompleted();
    assertThat(house.vault.calls()).hasSize(1);
    house.acquire(Purpose.USER_READ);
    assertThat(house.vault.calls()).hasSize(1);
  }

  @Test
  void leavesAPolicyAloneThatIsOpenedAlready() {
    House house = new House();
    house.acquire(Purpose.USER_READ);

    var warm = warm(house);
    house.pause.pass();

    warm.assertCompleted();
    assertThat(house.vault.calls()).hasSize(1);
  }

  @Test
  void triesAgainWhatFailed() {
    House house = new House();
    house.vault.answers(A, Outcome.UNAVAILABLE);
    house.vault.answers(B, Outcome.UNAVAILABLE);
    var warm = warm(house);
    house.pause.pass();
    warm.assertNotTerminated();

    house.vault.answers(A, Outcome.OK);
    house.vault.answers(B, Outcome.OK);
    house.pause.pass();

    warm.assertCompleted();
    int calls = house.vault.calls().size();
    house.acquire(Purpose.USER_READ);
    assertThat(house.vault.calls()).hasSize(calls);
  }

  @Test
  void opensTheOthersOnTheSameVaultsWhenOnePolicyAlwaysFails() {
    House house = new House();
    List<PolicyRecord> good =
        IntStream.range(0, 20)
            .mapToObj(number -> {
              PolicyRecord record = new House().record;
              return policy(number, record, record.checkValue());
            })
            .toList();
    PolicyRecord faulty = policy(good.size(), new House().record, house.record.checkValue());

    warm(house, Stream.concat(Stream.of(faulty), good.stream()).toList(), 1);
    house.pause.pass();
    house.pause.pass();

    assertThat(good)
        .allSatisfy(record -> assertThat(house.keys.cached(record, Purpose.USER_READ)).isPresent());
    assertThat(house.keys.cached(faulty, Purpose.USER_READ)).isEmpty();
  }

  private static PolicyRecord policy(int number, PolicyRecord record, CheckValue checkValue) {
    return new PolicyRecord(
        record.ref(),
        record.workload(),
        record.providerManaged(),
        record.policyVersion(),
        record.sequence(),
        record.previous(),
        record.keys(),
        record.pair(),
        record.availability(),
        checkValue,
        record.created(),
        new SignedStatement(
            StatementType.POLICY_RECORD,
            Bytes.takeOwnershipOf(new byte[] {(byte) number}),
            List.of()),
        record.hash());
  }

  @Test
  void isDoneInTheEndAlsoIfNothingCanBeOpened() {
    House house = new House();
    house.vault.answers(A, Outcome.UNAVAILABLE);
    house.vault.answers(B, Outcome.UNAVAILABLE);

    var warm = warm(house);
    for (int round = 0; round < ROUNDS; round++) {
      warm.assertNotTerminated();
      house.pause.pass();
    }

    warm.assertCompleted();
    assertThat(house.availabilityUses).isEmpty();
  }

  @Test
  void opensOfTheProvidersPoliciesThoseThatServedLately() {
    House house = new House(Workload.EXCHANGE, true);
    warm(house);
    house.pause.pass();
    assertThat(house.vault.calls()).isEmpty();

    house.uses.note(Set.of(house.record.ref().generation())).await().indefinitely();
    house.usage.begin().await().indefinitely();
    house.clock.advance(Duration.ofHours(23));
    warm(house);
    house.pause.pass();

    assertThat(house.vault.calls()).hasSize(1);
  }

  private static UniAssertSubscriber<Void> warm(House house) {
    return warm(house, List.of(house.record), 8);
  }

  private static UniAssertSubscriber<Void> warm(
      House house, List<PolicyRecord> policies, int atOnce) {
    var store = new MemoryRecords(policies);
    var records = new RecordBook(store, store, house.board, new MemoryAlerts());
    records.load().await().indefinitely();
    var pace = new Warmup.Pace(house.pause, Duration.ofSeconds(1), atOnce);
    return new Warmup(records, house.keys, house.reopening, house.usage, house.random, pace)
        .run()
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
