package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.encryptor.objectkey.ActualState;
import io.customerkey.encryptor.objectkey.Dependents;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.exchange.fake.AssignmentEvents;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.OneMailbox;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class ReassignmentIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject OneMailbox one;
  @Inject ActualState counts;
  @Inject AssignmentSweep sweep;
  @Inject AssignmentEvents events;

  private final ItemId item = ItemId.random(Ids.RANDOM);
  private final byte[] content = Ids.random(100);
  private List<MailboxId> mailboxes;
  private Policies.Policy first;
  private Policies.Policy second;
  private Workload workload;

  @BeforeEach
  void fillMailboxes() {
    mailboxes = List.of(one.id(), one.another(), one.another());
    first = one.policy();
    second = one.policies().create(one.tenant());
    workload = one.workload();
    mailboxes.forEach(mailbox -> workload.put(mailbox, item, content));
  }

  @AfterEach
  void close() {
    workload.close();
    one.reset();
  }

  @Test
  void movesKeysWhenAssignmentsChangeAndTellsSo() {
    int orders = one.assignments().orders();
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, second, 2));

    events.changed(one.tenant(), mailboxes, 2);

    await().atMost(PATIENCE).untilAsserted(() -> mailboxes.forEach(this::assertMoved));
    mailboxes.forEach(
        mailbox -> assertThat(workload.get(mailbox, item).content()).isEqualTo(content));
    assertThat(one.assignments().orders()).isEqualTo(orders + 1);
    assertThat(dependents()).containsExactly(second.version() + " 3");
    assertThat(events.progressed(one.tenant(), mailboxes.size()))
        .containsExactlyInAnyOrderElementsOf(AssignmentEvents.packed(mailboxes, 2));
  }

  @Test
  void findsWithTheSweepWhatEventsMissed() {
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, second, 2));

    sweep.run().await().atMost(PATIENCE);

    mailboxes.forEach(this::assertMoved);
  }

  @Test
  void leavesAMailboxWhereItIsWhenItsVersionIsNotNewer() {
    one.assignments().assign(mailboxes.getFirst(), second, 1);

    sweep.run().await().atMost(PATIENCE);

    assertThat(workload.statistics(mailboxes.getFirst()).getPolicyId())
        .isEqualTo(Ids.bytes(first.id()));
  }

  @Test
  void passesOverMailboxesThatAreNotHereYet() {
    MailboxId later = MailboxId.random(Ids.RANDOM);
    one.assignments().assign(later, second, 4);
    sweep.run().await().atMost(PATIENCE);

    workload.put(later, item, content);

    GetMailboxStatisticsResponse statistics = workload.statistics(later);
    assertThat(statistics.getAssignmentVersion()).isEqualTo(4);
    assertThat(statistics.getPolicyId()).isEqualTo(Ids.bytes(second.id()));
  }

  @Test
  void tellsThatMailboxesFollowThatNobodyHasUsed() {
    List<MailboxId> unused = unused(4);

    events.changed(one.tenant(), unused, 4);

    assertThat(events.progressed(one.tenant(), mailboxes.size()))
        .containsExactlyInAnyOrderElementsOf(AssignmentEvents.packed(unused, 4));
    assertThat(workload.statistics(unused.getFirst()).getIsEncrypted()).isFalse();
  }

  @Test
  void tellsByTheSweepThatUnusedMailboxesFollowOnceAnEventWasGivenUp() {
    sweep.run().await().atMost(PATIENCE);
    List<MailboxId> unused = unused(2);
    assertThat(sweep.run().await().atMost(PATIENCE)).isZero();

    sweep.lookAtAll();
    sweep.run().await().atMost(PATIENCE);

    assertThat(events.progressed(one.tenant(), mailboxes.size()))
        .containsExactlyInAnyOrderElementsOf(AssignmentEvents.packed(unused, 2));
    assertThat(sweep.run().await().atMost(PATIENCE)).isZero();
  }

  private List<MailboxId> unused(long version) {
    List<MailboxId> unused =
        IntStream.range(0, 3).mapToObj(n -> MailboxId.random(Ids.RANDOM)).toList();
    unused.forEach(mailbox -> one.assignments().assign(mailbox, second, version));
    return unused;
  }

  @Test
  void waitsWhileTheSourceIsDeniedAndMovesAfterwards() {
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, second, 2));
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);

    assertThat(sweep.run().onFailure().recoverWithItem(-1).await().atMost(PATIENCE)).isEqualTo(-1);
    assertThat(workload.statistics(mailboxes.getFirst()).getAssignmentVersion()).isEqualTo(1);

    one.keyUnwrap().reset();
    sweep.run().await().atMost(PATIENCE);
    mailboxes.forEach(this::assertMoved);
  }

  @Test
  void undoesNoNewerAssignmentByALateMove() {
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, second, 2));
    one.keyUnwrap().hold();
    CompletableFuture<Integer> late = sweep.run().subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(one.keyUnwrap()::holds);
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, first, 3));
    events.changed(one.tenant(), mailboxes, 3);
    await()
        .atMost(PATIENCE)
        .until(() -> workload.statistics(mailboxes.getLast()).getAssignmentVersion() == 3);

    one.keyUnwrap().release();

    assertThat(late).succeedsWithin(PATIENCE);
    assertThat(dependents()).containsExactly(first.version() + " 3");
    mailboxes.forEach(
        mailbox -> assertThat(workload.get(mailbox, item).content()).isEqualTo(content));
  }

  @Test
  void appliesANewerVersionOfTheSamePolicyWithoutMovingAKey() {
    int orders = one.assignments().orders();
    mailboxes.forEach(mailbox -> one.assignments().assign(mailbox, first, 5));

    sweep.run().await().atMost(PATIENCE);

    assertThat(workload.statistics(mailboxes.getFirst()).getAssignmentVersion()).isEqualTo(5);
    assertThat(one.assignments().orders()).isEqualTo(orders);
  }

  private void assertMoved(MailboxId mailbox) {
    GetMailboxStatisticsResponse statistics = workload.statistics(mailbox);
    assertThat(statistics.getIsEncrypted()).isTrue();
    assertThat(statistics.getPolicyId()).isEqualTo(Ids.bytes(second.id()));
    assertThat(statistics.getDataEncryptionPolicyId()).isEqualTo(Ids.bytes(second.version()));
    assertThat(statistics.getAssignmentVersion()).isEqualTo(2);
    assertThat(statistics.getItemCount()).isEqualTo(1);
    assertThat(statistics.getTotalBytes()).isEqualTo(content.length);
  }

  private List<String> dependents() {
    List<Dependents> all = counts.dependents(one.tenant()).await().atMost(PATIENCE);
    return all.stream().map(d -> d.policyVersion() + " " + d.keys()).toList();
  }
}
