package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.exchange.content.DeletedItems;
import io.customerkey.exchange.content.Deletion;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.localstack.data.Service;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class DeletedItemsIT extends WithOneMailbox {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long THIRTY_DAYS = Duration.ofDays(30).toSeconds();

  @Inject DeletedItems deletedItems;

  private final byte[] content = Ids.random(2 << 20);

  @BeforeEach
  void storeAnItem() {
    workload.put(mailbox, item, content);
  }

  @Test
  void hidesADeletedItemAndSaysUntilWhenItCanBeRestored() {
    DeleteItemResponse answer = workload.delete(mailbox, item);

    assertThat(answer.getExisted()).isTrue();
    assertThat(workload.list(mailbox, 10, "").getItemsCount()).isZero();
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, item));
    ItemDescription deleted = workload.list(deletedOnes()).getItems(0);
    assertThat(deleted.getItemId()).isEqualTo(Ids.bytes(item));
    assertThat(deleted.getProperties().getSubject()).isEqualTo("a subject in the plain");
    assertThat(deleted.getRecoverableUntil()).isEqualTo(answer.getRecoverableUntil());
    assertThat(deleted.getRecoverableUntil().getSeconds() - deleted.getDeleted().getSeconds())
        .isEqualTo(THIRTY_DAYS);
  }

  @Test
  void doesNotFindADeletedItemTwiceNorProlongItsTime() {
    var until = workload.delete(mailbox, item).getRecoverableUntil();

    DeleteItemResponse again = workload.delete(mailbox, item);

    assertThat(again.getExisted()).isFalse();
    assertThat(again.hasRecoverableUntil()).isFalse();
    assertThat(workload.list(deletedOnes()).getItems(0).getRecoverableUntil()).isEqualTo(until);
  }

  @Test
  void bringsADeletedItemBackByteForByte() {
    workload.delete(mailbox, item);

    workload.restore(mailbox, item);

    Workload.Read read = workload.get(mailbox, item);
    assertThat(read.content()).isEqualTo(content);
    assertThat(read.description().hasDeleted()).isFalse();
    assertThat(workload.list(deletedOnes()).getItemsCount()).isZero();
  }

  @Test
  void changesNothingWhenWhatWasNotDeletedIsRestored() {
    workload.restore(mailbox, item);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(workload.get(mailbox, item).description().getStreamVersion()).isEqualTo(1);
  }

  @Test
  void doesNotRestoreWhatNeverWas() {
    refused(
        FailureReason.FAILURE_REASON_NOT_FOUND,
        () -> workload.restore(mailbox, ItemId.random(Ids.RANDOM)));
  }

  @Test
  void treatsAnItemWhoseTimeIsOverAsGoneBeforeItIsSwept() {
    workload.delete(mailbox, item);
    endRetention(item);

    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.restore(mailbox, item));
    assertThat(workload.list(deletedOnes()).getItemsCount()).isZero();
    assertThat(workload.statistics(mailbox).getDeletedCount()).isZero();
  }

  @Test
  void replacesADeletedItemWhenItsIdIsPutAgain() {
    workload.delete(mailbox, item);
    byte[] newer = Ids.random(1000);

    workload.put(mailbox, item, newer);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(newer);
    assertThat(workload.list(deletedOnes()).getItemsCount()).isZero();
    assertThat(segments()).isEqualTo(1);
    workload.restore(mailbox, item);
    assertThat(workload.get(mailbox, item).content()).isEqualTo(newer);
  }

  @Test
  void countsDeletedItemsApart() {
    ItemId other = ItemId.random(Ids.RANDOM);
    workload.put(mailbox, other, Ids.random(10));

    workload.delete(mailbox, item);

    var statistics = workload.statistics(mailbox);
    assertThat(statistics.getItemCount()).isEqualTo(1);
    assertThat(statistics.getTotalBytes()).isEqualTo(10);
    assertThat(statistics.getDeletedCount()).isEqualTo(1);
  }

  @Test
  void sweepsForGoodExactlyWhatIsOverAlsoWhenSeveralSweepAtOnce() {
    List<ItemId> over = ids(230);
    over.forEach(id -> workload.put(mailbox, id, Ids.random(10)));
    over.forEach(id -> workload.delete(mailbox, id));
    workload.delete(mailbox, item);
    over.forEach(this::endRetention);
    ItemId live = ItemId.random(Ids.RANDOM);
    workload.put(mailbox, live, Ids.random(10));

    Uni.join()
        .all(deletedItems.sweep(), deletedItems.sweep(), deletedItems.sweep())
        .andFailFast()
        .await()
        .atMost(PATIENCE);

    // The sweep that runs by the clock may hold a batch for a moment longer.
    await().atMost(PATIENCE).until(() -> rows() == 2);
    assertThat(streams()).isEqualTo(2);
    workload.restore(mailbox, item);
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(workload.get(mailbox, live).content()).hasSize(10);
  }

  @Test
  void keepsADeletedItemAsLongAsTheOperatorSetAndThenRemovesIt() {
    Map<String, String> settings =
        Map.of(
            "customerkey.deleted-items.retention",
            "15s",
            "customerkey.exchange.sweep-interval",
            "1s");
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.EXCHANGE_ENCRYPTOR, one.port(), settings);
        Workload caller = Workload.of(one.tenant(), service.port())) {
      caller.delete(mailbox, item);
      ItemDescription deleted = caller.list(deletedOnes()).getItems(0);
      assertThat(deleted.getRecoverableUntil().getSeconds() - deleted.getDeleted().getSeconds())
          .isEqualTo(15);
      caller.restore(mailbox, item);
      assertThat(caller.get(mailbox, item).content()).isEqualTo(content);

      long until = caller.delete(mailbox, item).getRecoverableUntil().getSeconds();
      await().atMost(PATIENCE).until(() -> rows() == 0);

      assertThat(database.seconds()).isGreaterThanOrEqualTo(until);
      assertThat(segments()).isZero();
      assertThat(caller.list(deletedOnes()).getItemsCount()).isZero();
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> caller.restore(mailbox, item));
    }
  }

  @Test
  void removesAnItemAtOnceWhereNothingIsRetained() {
    Deletion deletion = deletedItems.delete(mailbox, item, Duration.ZERO).await().atMost(PATIENCE);

    assertThat(deletion).isEqualTo(new Deletion.Gone());
    assertThat(rows()).isZero();
    assertThat(segments()).isZero();
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.restore(mailbox, item));
  }

  @Test
  void hidesDeletedItemsFromAnotherTenant() {
    workload.delete(mailbox, item);

    try (Workload other = one.stranger()) {
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.list(deletedOnes()));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.restore(mailbox, item));
    }
  }

  private ListItemsRequest deletedOnes() {
    return Workload.listing(mailbox, 10).setDeleted(true).build();
  }

  private static List<ItemId> ids(int count) {
    return IntStream.range(0, count).mapToObj(n -> ItemId.random(Ids.RANDOM)).toList();
  }

  private void endRetention(ItemId id) {
    UUID uuid = id.toUuid();
    assertThat(
            database.execute(
                "UPDATE item SET recoverable_until = now() WHERE mailbox = $1 AND item = $2",
                mailbox.toUuid(),
                uuid))
        .isEqualTo(1);
  }

  private long rows() {
    return database.count("SELECT count(*) FROM item WHERE mailbox = $1", mailbox.toUuid());
  }

  private long streams() {
    return database.count(
        "SELECT count(*) FROM content_stream WHERE mailbox = $1", mailbox.toUuid());
  }

  private long segments() {
    return database.count(
        "SELECT count(*) FROM item_segment s JOIN content_stream c USING (stream)"
            + " WHERE c.mailbox = $1",
        mailbox.toUuid());
  }
}
