package io.customerkey.unwrap.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordBookTest {
  private static final StatementHash PREVIOUS = new StatementHash(Bytes.ofHex("77".repeat(32)));

  private final House house = new House();
  private final PolicyRecord first = record(1, StatementHash.NONE, house.record.checkValue());
  private final MemoryRecords store = new MemoryRecords(List.of());
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final RecordBook book = new RecordBook(store, store, house.board, alerts);

  @Test
  void believesAStatementOnceHoweverOftenItIsShown() {
    show(first);
    int verified = store.verified();

    show(first);

    assertThat(store.verified()).isEqualTo(verified);
  }

  @Test
  void answersFromTheNewestWhateverIsShownLater() {
    PolicyRecord second = record(2, PREVIOUS, first.checkValue());
    show(first);
    show(second);

    assertThat(show(first)).isEqualTo(second);
    assertThat(store.saved()).containsExactly(first, second);
  }

  @Test
  void savesAtTheRetryWhatWasLostBeforeItWasDurable() {
    store.cutOff();
    assertThatThrownBy(() -> show(first)).isInstanceOf(IllegalStateException.class);
    assertThat(book.known()).isEmpty();

    show(first);

    assertThat(store.saved()).containsExactly(first);
    assertThat(book.known()).containsExactly(first);
  }

  @Test
  void loadsAllThatIsBelievedAndCallsOperatorsOnceForTheRest() {
    PolicyRecord doubtful = record(2, PREVIOUS, first.checkValue());
    store.save(doubtful).await().indefinitely();
    store.believe(first);
    store.save(first).await().indefinitely();

    book.load().await().indefinitely();
    book.load().await().indefinitely();

    assertThat(book.known()).containsExactly(first);
    assertThat(alerts.raised()).containsExactly(Alert.RECORD_NOT_TRUSTED);
  }

  @Test
  void asksForARecordWhoseStoredFormIsNotBelievedAndTakesAGoodOneInItsPlace() {
    store.save(record(1, PREVIOUS, first.checkValue())).await().indefinitely();
    refused(Reason.RECORD_NEEDED, first.ref(), Sequence.NONE);

    assertThat(show(first)).isEqualTo(first);
    assertThat(store.saved()).last().isEqualTo(first);
  }

  @Test
  void refusesAnotherStatementOfTheSameSequence() {
    show(first);

    untrusted(record(1, PREVIOUS, first.checkValue()));
  }

  @Test
  void refusesANewerRecordThatBeginsTheChainAnew() {
    show(first);

    untrusted(record(2, StatementHash.NONE, first.checkValue()));
  }

  @Test
  void refusesAnotherPolicyKeyUnderTheSameGeneration() {
    show(first);

    untrusted(record(2, PREVIOUS, new CheckValue(Bytes.ofHex("00".repeat(16)))));
  }

  @Test
  void refusesWhatNobodySigned() {
    assertThatThrownBy(() -> book.accept(first.statement()).await().indefinitely())
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.RECORD_NOT_TRUSTED));
  }

  @Test
  void asksForARecordThatIsUnknownOrOlderThanTheCallers() {
    refused(Reason.RECORD_NEEDED, first.ref(), Sequence.NONE);
    show(first);

    refused(Reason.RECORD_NEEDED, first.ref(), new Sequence(1, 2));
    refused(Reason.RECORD_NEEDED, first.ref(), new Sequence(2, 0));
  }

  @Test
  void findsAtTheDatabaseWhatAnotherInstanceAccepted() {
    store.believe(first);
    store.save(first).await().indefinitely();

    assertThat(book.require(first.ref(), Sequence.NONE, Optional.empty()).await().indefinitely())
        .isEqualTo(first);
  }

  @Test
  void refusesAGenerationUnderAnothersName() {
    show(first);
    GenerationId generation = first.ref().generation();
    var stranger = new PolicyRef(TenantId.random(house.random), first.ref().policy(), generation);

    refused(Reason.CALLER_NOT_ALLOWED, stranger, Sequence.NONE);
  }

  private PolicyRecord show(PolicyRecord record) {
    store.believe(record);
    return book.accept(record.statement()).await().indefinitely();
  }

  private void untrusted(PolicyRecord record) {
    assertThatThrownBy(() -> show(record))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.RECORD_NOT_TRUSTED));
  }

  private void refused(Reason reason, PolicyRef ref, Sequence callers) {
    assertThatThrownBy(() -> book.require(ref, callers, Optional.empty()).await().indefinitely())
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private PolicyRecord record(long counter, StatementHash previous, CheckValue check) {
    Bytes payload =
        Bytes.copyOf((counter + previous.toString() + check).getBytes(StandardCharsets.US_ASCII));
    var statement = new SignedStatement(StatementType.POLICY_RECORD, payload, List.of());
    PolicyRecord r = house.record;
    return new PolicyRecord(
        r.ref(),
        r.workload(),
        r.providerManaged(),
        r.policyVersion(),
        new Sequence(1, counter),
        previous,
        r.keys(),
        r.pair(),
        r.availability(),
        check,
        r.created(),
        statement,
        statement.hash());
  }
}
