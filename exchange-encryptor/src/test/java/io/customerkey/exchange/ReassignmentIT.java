package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Events;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.encryptor.objectkey.ActualState;
import io.customerkey.encryptor.objectkey.Dependents;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class ReassignmentIT {
  private static final String TOPIC = "customerkey.assignment.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject Policies policies;
  @Inject @Any FakeKeyUnwrap keyUnwrap;
  @Inject @Any FakeAssignments assignments;
  @Inject ActualState counts;
  @Inject AssignmentSweep sweep;
  @Inject Events events;

  @ConfigProperty(name = "encryptor.test.port")
  int port;

  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final List<MailboxId> mailboxes =
      IntStream.range(0, 3).mapToObj(n -> MailboxId.random(Ids.RANDOM)).toList();
  private final ItemId item = ItemId.random(Ids.RANDOM);
  private final byte[] content = Ids.random(100);
  private Policies.Policy first;
  private Policies.Policy second;
  private Workload workload;

  @BeforeEach
  void fillMailboxes() {
    keyUnwrap.reset();
    assignments.down(false);
    first = policies.create(tenant);
    second = policies.create(tenant);
    workload = Workload.of(tenant, port);
    for (MailboxId mailbox : mailboxes) {
      assignments.assign(mailbox, first, 1);
      workload.put(mailbox, item, content);
    }
  }

  @AfterEach
  void close() {
    workload.close();
    keyUnwrap.reset();
    assignments.down(false);
  }

  @Test
  void movesKeysWhenAssignmentsChangeAndTellsSo() {
    int orders = assignments.orders();
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, second, 2));

    events.send(TOPIC, tenant.toByteArray(), changed(2));

    await().atMost(PATIENCE).untilAsserted(() -> mailboxes.forEach(this::assertMoved));
    mailboxes.forEach(
        mailbox -> assertThat(workload.get(mailbox, item).content()).isEqualTo(content));
    assertThat(assignments.orders()).isEqualTo(orders + 1);
    assertThat(dependents()).containsExactly(second.version() + " 3");
    assertThat(progressed()).containsExactlyInAnyOrderElementsOf(packed(2));
  }

  @Test
  void findsWithTheSweepWhatEventsMissed() {
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, second, 2));

    sweep.run().await().atMost(PATIENCE);

    mailboxes.forEach(this::assertMoved);
  }

  @Test
  void leavesAMailboxWhereItIsWhenItsVersionIsNotNewer() {
    assignments.assign(mailboxes.getFirst(), second, 1);

    sweep.run().await().atMost(PATIENCE);

    assertThat(workload.statistics(mailboxes.getFirst()).getPolicyId())
        .isEqualTo(Ids.bytes(first.id()));
  }

  @Test
  void passesOverMailboxesThatAreNotHereYet() {
    MailboxId later = MailboxId.random(Ids.RANDOM);
    assignments.assign(later, second, 4);
    sweep.run().await().atMost(PATIENCE);

    workload.put(later, item, content);

    GetMailboxStatisticsResponse statistics = workload.statistics(later);
    assertThat(statistics.getAssignmentVersion()).isEqualTo(4);
    assertThat(statistics.getPolicyId()).isEqualTo(Ids.bytes(second.id()));
  }

  @Test
  void tellsThatMailboxesFollowThatNobodyHasUsed() {
    List<MailboxId> unused = unused(4);

    events.send(TOPIC, tenant.toByteArray(), changed(unused, 4));

    assertThat(progressed()).containsExactlyInAnyOrderElementsOf(packed(unused, 4));
    assertThat(workload.statistics(unused.getFirst()).getIsEncrypted()).isFalse();
  }

  @Test
  void tellsByTheSweepThatUnusedMailboxesFollowOnceAnEventWasGivenUp() {
    sweep.run().await().atMost(PATIENCE);
    List<MailboxId> unused = unused(2);
    assertThat(sweep.run().await().atMost(PATIENCE)).isZero();

    sweep.lookAtAll();
    sweep.run().await().atMost(PATIENCE);

    assertThat(progressed()).containsExactlyInAnyOrderElementsOf(packed(unused, 2));
    assertThat(sweep.run().await().atMost(PATIENCE)).isZero();
  }

  private List<MailboxId> unused(long version) {
    List<MailboxId> unused =
        IntStream.range(0, 3).mapToObj(n -> MailboxId.random(Ids.RANDOM)).toList();
    unused.forEach(mailbox -> assignments.assign(mailbox, second, version));
    return unused;
  }

  @Test
  void waitsWhileTheSourceIsDeniedAndMovesAfterwards() {
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, second, 2));
    keyUnwrap.refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);

    assertThat(sweep.run().onFailure().recoverWithItem(-1).await().atMost(PATIENCE)).isEqualTo(-1);
    assertThat(workload.statistics(mailboxes.getFirst()).getAssignmentVersion()).isEqualTo(1);

    keyUnwrap.reset();
    sweep.run().await().atMost(PATIENCE);
    mailboxes.forEach(this::assertMoved);
  }

  @Test
  void undoesNoNewerAssignmentByALateMove() {
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, second, 2));
    keyUnwrap.hold();
    CompletableFuture<Integer> late = sweep.run().subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(keyUnwrap::holds);
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, first, 3));
    events.send(TOPIC, tenant.toByteArray(), changed(3));
    await()
        .atMost(PATIENCE)
        .until(() -> workload.statistics(mailboxes.getLast()).getAssignmentVersion() == 3);

    keyUnwrap.release();

    assertThat(late).succeedsWithin(PATIENCE);
    assertThat(dependents()).containsExactly(first.version() + " 3");
    mailboxes.forEach(
        mailbox -> assertThat(workload.get(mailbox, item).content()).isEqualTo(content));
  }

  @Test
  void appliesANewerVersionOfTheSamePolicyWithoutMovingAKey() {
    int orders = assignments.orders();
    mailboxes.forEach(mailbox -> assignments.assign(mailbox, first, 5));

    sweep.run().await().atMost(PATIENCE);

    assertThat(workload.statistics(mailboxes.getFirst()).getAssignmentVersion()).isEqualTo(5);
    assertThat(assignments.orders()).isEqualTo(orders);
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
    List<Dependents> all = counts.dependents(tenant).await().atMost(PATIENCE);
    return all.stream().map(d -> d.policyVersion() + " " + d.keys()).toList();
  }

  private List<ByteString> packed(long version) {
    return packed(mailboxes, version);
  }

  private static List<ByteString> packed(List<MailboxId> of, long version) {
    return of.stream()
        .map(mailbox ->
            ByteString.copyFrom(
                ByteBuffer.allocate(24).put(mailbox.toByteArray()).putLong(version).flip()))
        .toList();
  }

  private AssignmentsChanged changed(long version) {
    return changed(mailboxes, version);
  }

  private AssignmentsChanged changed(List<MailboxId> of, long version) {
    return AssignmentsChanged.newBuilder()
        .setTenantId(Ids.bytes(tenant))
        .setKind(KeyKind.KEY_KIND_MAILBOX)
        .setObjects(ByteString.copyFrom(packed(of, version)))
        .build();
  }

  private List<ByteString> progressed() {
    List<ByteString> objects = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader = events.reader("customerkey.reencryption.v1")) {
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(() -> {
            Events.poll(reader).forEach(event -> add(objects, event.value()));
            return objects.size() >= mailboxes.size();
          });
    }
    return objects;
  }

  private void add(List<ByteString> objects, byte[] payload) {
    try {
      ReencryptionProgressed event = ReencryptionProgressed.parseFrom(payload);
      if (event.getTenantId().equals(Ids.bytes(tenant))) {
        for (int at = 0; at < event.getObjects().size(); at += 24) {
          objects.add(event.getObjects().substring(at, at + 24));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
