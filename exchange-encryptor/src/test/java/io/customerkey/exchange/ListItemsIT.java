package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages and filters, from outside. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class ListItemsIT extends WithOneMailbox {

  @Test
  void listsAllItemsInPagesInOrderOfId() {
    List<ItemId> put = ids(7);
    put.forEach(id -> workload.put(mailbox, id, Ids.random(10)));

    ListItemsResponse first = workload.list(mailbox, 3, "");

    assertThat(first.getItemsCount()).isEqualTo(3);
    assertThat(all(live(3))).containsExactlyElementsOf(sorted(put));
  }

  @Test
  void listsAMailboxThatNobodyHasWrittenToAsEmpty() {
    assertThat(workload.list(mailbox, 10, "").getItemsCount()).isZero();
    assertThat(workload.statistics(mailbox).getIsEncrypted()).isFalse();
  }

  @Test
  void givesEveryItemThatAFilterTakesOnceOverItsPages() {
    List<ItemId> mail = ids(7);
    List<ItemId> tasks = ids(5);
    List<ItemId> notes = ids(3);
    mail.forEach(id -> workload.put(mailbox, id, Ids.random(10)));
    tasks.forEach(id -> put(id, ItemKind.ITEM_KIND_TASK));
    notes.forEach(id -> put(id, ItemKind.ITEM_KIND_NOTE));
    mail.forEach(id -> workload.delete(mailbox, id));
    List.of(tasks.get(0), notes.get(1)).forEach(id -> workload.delete(mailbox, id));

    assertThat(all(live(2)))
        .containsExactlyElementsOf(sorted(tasks.subList(1, 5), notes.get(0), notes.get(2)));
    assertThat(all(live(2).addKinds(ItemKind.ITEM_KIND_TASK)))
        .containsExactlyElementsOf(sorted(tasks.subList(1, 5)));
    assertThat(all(live(3).addKinds(ItemKind.ITEM_KIND_TASK).addKinds(ItemKind.ITEM_KIND_NOTE)))
        .containsExactlyElementsOf(sorted(tasks.subList(1, 5), notes.get(0), notes.get(2)));
    assertThat(all(deleted(3))).containsExactlyElementsOf(sorted(mail, tasks.get(0), notes.get(1)));
    assertThat(all(deleted(1).addKinds(ItemKind.ITEM_KIND_NOTE)))
        .containsExactly(Ids.bytes(notes.get(1)));
    assertThat(all(deleted(5).addKinds(ItemKind.ITEM_KIND_CHAT))).isEmpty();
  }

  @Test
  void refusesAKindThatIsNone() {
    refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.list(live(10).addKinds(ItemKind.ITEM_KIND_UNSPECIFIED).build()));
    refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.list(live(10).addKindsValue(99).build()));
  }

  private ListItemsRequest.Builder live(int size) {
    return Workload.listing(mailbox, size);
  }

  private ListItemsRequest.Builder deleted(int size) {
    return Workload.listing(mailbox, size).setDeleted(true);
  }

  private List<ByteString> all(ListItemsRequest.Builder request) {
    List<ByteString> found = new ArrayList<>();
    ListItemsResponse page;
    do {
      page = workload.list(request.build());
      page.getItemsList().forEach(listed -> found.add(listed.getItemId()));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return found;
  }

  private static List<ByteString> sorted(List<ItemId> some, ItemId... more) {
    return Stream.concat(some.stream(), Arrays.stream(more))
        .map(Ids::bytes)
        .sorted(ByteString.unsignedLexicographicalComparator())
        .toList();
  }

  private static List<ItemId> ids(int count) {
    return IntStream.range(0, count).mapToObj(n -> ItemId.random(Ids.RANDOM)).toList();
  }

  private void put(ItemId id, ItemKind kind) {
    byte[] bytes = Ids.random(10);
    workload.put(
        Workload.header(mailbox, id, bytes.length).toBuilder().setKind(kind).build(), bytes, 10);
  }
}
