package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Events;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.event.v1.KeyStateChanged;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class KeysIT {
  @Inject Policies policies;
  @Inject @Any FakeKeyUnwrap keyUnwrap;
  @Inject @Any FakeAssignments assignments;
  @Inject Pool pool;
  @Inject Events events;

  @ConfigProperty(name = "encryptor.test.port")
  int port;

  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final MailboxId mailbox = MailboxId.random(Ids.RANDOM);
  private final ItemId item = ItemId.random(Ids.RANDOM);
  private final byte[] content = Ids.random(100);
  private Policies.Policy policy;
  private Workload workload;

  @BeforeEach
  void storeAnItem() {
    keyUnwrap.reset();
    assignments.down(false);
    policy = policies.create(tenant);
    assignments.assign(mailbox, policy, 1);
    workload = Workload.of(tenant, port);
    workload.put(mailbox, item, content);
  }

  @AfterEach
  void close() {
    workload.close();
    keyUnwrap.reset();
    assignments.down(false);
  }

  @Test
  void asksOnceWhileTheLeaseLasts() {
    int before = keyUnwrap.unwraps();

    workload.get(mailbox, item);
    workload.get(mailbox, item);

    assertThat(keyUnwrap.unwraps()).isEqualTo(before);
  }

  @Test
  void asksAgainWhenTheLeaseHasEnded() {
    dropEverything();
    keyUnwrap.answer(Authority.AUTHORITY_CUSTOMER, 200, Purpose.PURPOSE_USER_READ);
    workload.get(mailbox, item);
    int before = keyUnwrap.unwraps();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
          assertThat(keyUnwrap.unwraps()).isGreaterThan(before);
        });
  }

  @Test
  void asksAgainForAPurposeThatTheTermsDoNotAllow() {
    dropEverything();
    keyUnwrap.answer(Authority.AUTHORITY_AVAILABILITY_SYSTEM, 60_000, Purpose.PURPOSE_SEARCH_INDEX);
    workload.get(mailbox, item, Purpose.PURPOSE_SEARCH_INDEX);
    keyUnwrap.refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);

    assertThat(workload.get(mailbox, item, Purpose.PURPOSE_SEARCH_INDEX).content())
        .isEqualTo(content);
    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesReadsAfterADropWhileTheCustomerDenies() {
    keyUnwrap.refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);

    dropEverything();

    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.get(mailbox, item));
    refused(
        FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED,
        () -> workload.put(mailbox, item, new byte[1]));
    refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, () -> workload.list(mailbox, 1, ""));
    keyUnwrap.reset();
    assertThatNothingBelowIsUsed();
  }

  /** The fake's epoch is 1 again: lower than what was acknowledged. */
  private void assertThatNothingBelowIsUsed() {
    refused(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesReadsAfterADropThatCameByKafka() {
    keyUnwrap.refuse(FailureReason.FAILURE_REASON_POLICY_SUSPENDED);

    events.send(
        "customerkey.key-state.v1",
        policy.id().toByteArray(),
        KeyStateChanged.newBuilder()
            .setTenantId(Ids.bytes(tenant))
            .setPolicyId(Ids.bytes(policy.id()))
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
    keyUnwrap.detach();

    await().atMost(Duration.ofSeconds(20)).until(() -> keyUnwrap.attached() == 1);

    keyUnwrap.acknowledged().clear();
    keyUnwrap.drop(policy.id(), 3);
    assertThat(keyUnwrap.acknowledged().poll(10, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void endsTheStreamOnWhichItHearsNothingBeforeItAttachesAgain() {
    int before = keyUnwrap.greetings();

    await().atMost(Duration.ofSeconds(60)).until(() -> keyUnwrap.greetings() > before);

    await().atMost(Duration.ofSeconds(5)).until(() -> keyUnwrap.attached() == 1);
  }

  @Test
  void readsWhileDepServiceIsDown() {
    assignments.down(true);
    dropEverything();

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    refused(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
        () -> workload.put(MailboxId.random(Ids.RANDOM), item, content));
  }

  @Test
  void refusesAWrappedKeyThatWasMovedToAnotherMailbox() {
    MailboxId other = MailboxId.random(Ids.RANDOM);
    assignments.assign(other, policy, 1);
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
    MailboxId fresh = MailboxId.random(Ids.RANDOM);
    assignments.assign(fresh, policy, 1);
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
    Policies.Policy refreshed = policies.refresh(policy);
    dropEverything();

    workload.get(mailbox, item);

    assertThat(workload.statistics(mailbox).getDataEncryptionPolicyId())
        .isEqualTo(Ids.bytes(refreshed.version()));
  }

  private void dropEverything() {
    await().atMost(Duration.ofSeconds(20)).until(() -> keyUnwrap.attached() == 1);
    keyUnwrap.acknowledged().clear();
    keyUnwrap.drop(policy.id(), 2);
    try {
      assertThat(keyUnwrap.acknowledged().poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
