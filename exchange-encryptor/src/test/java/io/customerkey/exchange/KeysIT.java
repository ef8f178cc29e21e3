package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Events;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.event.v1.KeyStateChanged;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class KeysIT extends WithOneMailbox {
  @Inject Pool pool;
  @Inject Events events;

  private final byte[] content = Ids.random(100);

  @BeforeEach
  void storeAnItem() {
    workload.put(mailbox, item, content);
  }

  @Test
  void asksOnceWhileTheLeaseLasts() {
    int before = one.keyUnwrap().unwraps();

    workload.get(mailbox, item);
    workload.get(mailbox, item);

    assertThat(one.keyUnwrap().unwraps()).isEqualTo(before);
  }

  @Test
  void asksAgainWhenTheLeaseHasEnded() {
    dropEverything();
    one.keyUnwrap().answer(Authority.AUTHORITY_CUSTOMER, 200, Purpose.PURPOSE_USER_READ);
    workload.get(mailbox, item);
    int before = one.keyUnwrap().unwraps();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
          assertThat(one.keyUnwrap().unwraps()).isGreaterThan(before);
        });
  }

  @Test
  void asksAgainForAPurposeThatTheTermsDoNotAllow() {
    dropEverything();
    one.keyUnwrap()
        .answer(Authority.AUTHORITY_AVAILABILITY_SYSTEM, 60_000, Purpose.PURPOSE_SEARCH_INDEX);
    workload.get(mailbox, item, Purpose.PURPOSE_SEARCH_INDEX);
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);

    assertThat(workload.get(mailbox, item, Purpose.PURPOSE_SEARCH_INDEX).content())
        .isEqualTo(content);
    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesReadsAfterADropWhileTheCustomerDenies() {
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);

    dropEverything();

    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.get(mailbox, item));
    refused(
        FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED,
        () -> workload.put(mailbox, item, new byte[1]));
    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.list(mailbox, 1, ""));
    one.keyUnwrap().reset();
    assertThatNothingBelowIsUsed();
  }

  /** The fake's epoch is 1 again: lower than what was acknowledged. */
  private void assertThatNothingBelowIsUsed() {
    refused(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesReadsAfterADropThatCameByKafka() {
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_POLICY_SUSPENDED);

    events.send(
        "customerkey.key-state.v1",
        one.policy().id().toByteArray(),
        KeyStateChanged.newBuilder()
            .setTenantId(Ids.bytes(one.tenant()))
            .setPolicyId(Ids.bytes(one.policy().id()))
            .setEpoch(10)
            .setDrop(true)
            .build());

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            refused(
                FailureReason.FAILURE_REASON_POLICY_SUSPENDED, () -> workload.get(mailbox, item)));
  }

  @Test
  void attachesAgainWhenTheStreamEnds() throws InterruptedException {
    one.keyUnwrap().detach();

    await().atMost(Duration.ofSeconds(20)).until(() -> one.keyUnwrap().attached() == 1);

    one.keyUnwrap().acknowledged().clear();
    one.keyUnwrap().drop(one.policy().id(), 3);
    assertThat(one.keyUnwrap().acknowledged().poll(10, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void endsTheStreamOnWhichItHearsNothingBeforeItAttachesAgain() {
    int before = one.keyUnwrap().greetings();

    await().atMost(Duration.ofSeconds(60)).until(() -> one.keyUnwrap().greetings() > before);

    await().atMost(Duration.ofSeconds(5)).until(() -> one.keyUnwrap().attached() == 1);
  }

  @Test
  void readsWhileDepServiceIsDown() {
    one.assignments().down(true);
    dropEverything();

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    refused(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
        () -> workload.put(MailboxId.random(Ids.RANDOM), item, content));
  }

  @Test
  void refusesAWrappedKeyThatWasMovedToAnotherMailbox() {
    MailboxId other = one.another();
    workload.put(other, item, content);
    dropEverything();

    pool.preparedQuery(
            "UPDATE mailbox_key_version SET wrapped_key ="
                + " (SELECT wrapped_key FROM mailbox_key_version WHERE mailbox = $1)"
                + " WHERE mailbox = $2")
        .execute(Tuple.of(mailbox.toUuid(), other.toUuid()))
        .await()
        .atMost(Duration.ofSeconds(10));

    refused(FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED, () -> workload.get(other, item));
  }

  @Test
  void makesOneKeyWhenManyWriteToANewMailboxAtOnce() {
    MailboxId fresh = one.another();
    List<ItemId> items = IntStream.range(0, 8).mapToObj(n -> ItemId.random(Ids.RANDOM)).toList();

    CompletableFuture.allOf(
            items.stream()
                .map(id -> CompletableFuture.runAsync(() -> workload.put(fresh, id, content)))
                .toArray(CompletableFuture[]::new))
        .join();

    dropEverything();
    items.forEach(id -> assertThat(workload.get(fresh, id).content()).isEqualTo(content));
  }

  @Test
  void takesANewerRecordInPlaceOfTheStoredOne() {
    Policies.Policy refreshed = one.policies().refresh(one.policy());
    dropEverything();

    workload.get(mailbox, item);

    assertThat(workload.statistics(mailbox).getDataEncryptionPolicyId())
        .isEqualTo(Ids.bytes(refreshed.version()));
  }

  private void dropEverything() {
    await().atMost(Duration.ofSeconds(20)).until(() -> one.keyUnwrap().attached() == 1);
    one.keyUnwrap().acknowledged().clear();
    one.keyUnwrap().drop(one.policy().id(), 2);
    try {
      assertThat(one.keyUnwrap().acknowledged().poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
