package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.item.StreamLayout;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.WorkloadChannel;
import io.customerkey.exchange.content.ItemWriter;
import io.customerkey.exchange.content.StagedUploads;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class MailboxIT extends WithOneMailbox {
  /** Of 16 uploads at once. */
  private static final int ONE_TENANTS = 14;

  @Inject StagedUploads staged;
  @Inject ItemWriter writer;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        StreamLayout.FIRST_CAPACITY - 1,
        StreamLayout.FIRST_CAPACITY,
        StreamLayout.FIRST_CAPACITY + 1,
        StreamLayout.FIRST_CAPACITY + StreamLayout.CAPACITY,
        StreamLayout.FIRST_CAPACITY + StreamLayout.CAPACITY + 1,
        5 << 20
      })
  void givesBackByteForByteWhatWasPut(int length) {
    byte[] content = Ids.random(length);

    workload.put(mailbox, item, content);

    Workload.Read read = workload.get(mailbox, item);
    assertThat(read.content()).isEqualTo(content);
    assertThat(read.description().getContentLength()).isEqualTo(length);
    assertThat(read.description().getStreamVersion()).isEqualTo(1);
    assertThat(read.description().getProperties().getSubject()).isEqualTo("a subject in the plain");
  }

  @Test
  void replacesAnItemWholeAndLeavesNoSegmentOfTheOldOne() {
    workload.put(mailbox, item, Ids.random(3 << 20));
    byte[] content = Ids.random(1000);

    assertThat(workload.put(mailbox, item, content).getStreamVersion()).isEqualTo(2);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(segments()).isEqualTo(1);
    assertThat(workload.list(mailbox, 10, "").getItemsCount()).isEqualTo(1);
  }

  @Test
  void takesARetryForTheSamePut() {
    byte[] content = Ids.random(10);
    workload.put(mailbox, item, content);
    workload.put(mailbox, item, content);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(workload.statistics(mailbox).getItemCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void refusesAStreamOfAnotherLengthThanDeclaredAndLeavesNothing(int difference) {
    byte[] content = Ids.random(2 << 20);
    var header = Workload.header(mailbox, item, content.length + difference);

    CustomerKeyException refusal =
        refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
            () -> workload.put(header, content, 100_000));

    assertThat(refusal.metadata()).containsEntry("field", "content_length");
    assertThat(segments()).isZero();
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesAnItemOverTheLimitAtItsHeader() {
    var header = Workload.header(mailbox, item, 157_286_401);

    CustomerKeyException refusal =
        refused(
            FailureReason.FAILURE_REASON_LIMIT_EXCEEDED,
            () -> workload.put(header, new byte[0], 1));

    assertThat(refusal.metadata())
        .containsEntry("field", "content_length")
        .containsEntry("limit", "157286400");
  }

  @Test
  void refusesAMailboxWithoutAnAssignment() {
    MailboxId unknown = MailboxId.random(Ids.RANDOM);

    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.put(unknown, item, new byte[1]));
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(unknown, item));
  }

  @Test
  void hidesAMailboxFromAnotherTenant() {
    workload.put(mailbox, item, Ids.random(10));

    try (Workload other = one.stranger()) {
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.get(mailbox, item));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.put(mailbox, item, new byte[1]));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.delete(mailbox, item));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.statistics(mailbox));
    }
  }

  @Test
  void refusesAPurposeThatTheTokenDoesNotGrantOrTheCallDoesNotHave() {
    workload.put(mailbox, item, Ids.random(10));

    refused(
        FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_EDISCOVERY));
    refused(
        FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_USER_WRITE));
    refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_UNSPECIFIED));
  }

  @Test
  void leavesUploadsToOthersWhateverOneTenantDoes() {
    List<StreamObserver<PutItemRequest>> unfinished =
        Stream.generate(
                () -> {
                  StreamObserver<PutItemRequest> call =
                      workload.async().putItem(WorkloadChannel.answer());
                  var header = Workload.header(mailbox, ItemId.random(Ids.RANDOM), 1);
                  call.onNext(PutItemRequest.newBuilder().setHeader(header).build());
                  return call;
                })
            .limit(ONE_TENANTS)
            .toList();
    await().until(() -> writer.running() == ONE_TENANTS);

    CustomerKeyException refusal =
        refused(
            FailureReason.FAILURE_REASON_OVERLOADED,
            () -> workload.put(mailbox, item, new byte[1]));
    assertThat(refusal).hasMessageContaining("of the tenant");
    assertThat(refusal.retryAfter()).isPresent();
    try (Workload other = one.stranger()) {
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.put(mailbox, item, new byte[1]));
    }

    unfinished.forEach(call -> call.onError(Status.CANCELLED.asRuntimeException()));
    await().until(() -> writer.running() == 0);
    workload.put(mailbox, item, new byte[1]);
  }

  @Test
  void sweepsAnUploadThatNobodyKeepsAlive() {
    workload.put(mailbox, item, Ids.random(10));
    UUID orphan = UUID.randomUUID();
    database.execute(
        "INSERT INTO content_stream (stream, mailbox, item, version, alive)"
            + " VALUES ($1, $2, $3, 7, now() - interval '1 hour')",
        orphan,
        mailbox.toUuid(),
        UUID.randomUUID());
    database.execute(
        "INSERT INTO item_segment (stream, number, bytes) VALUES ($1, 0, $2)",
        orphan,
        Buffer.buffer(new byte[100]));

    staged.sweep(Duration.ofMinutes(1)).await().atMost(Duration.ofSeconds(10));

    assertThat(segments()).isEqualTo(1);
    assertThat(workload.get(mailbox, item).content()).hasSize(10);
  }

  private long segments() {
    return database.count(
        "SELECT count(*) FROM item_segment s JOIN content_stream c USING (stream)"
            + " WHERE c.mailbox = $1",
        mailbox.toUuid());
  }
}
