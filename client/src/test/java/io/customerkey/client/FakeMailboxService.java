package io.customerkey.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.protocol.exchange.v1.DeleteItemRequest;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsRequest;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.customerkey.protocol.exchange.v1.RestoreItemRequest;
import io.customerkey.protocol.exchange.v1.RestoreItemResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps items in memory by the rules of the protocol; fails when told to. */
final class FakeMailboxService extends MailboxServiceGrpc.MailboxServiceImplBase {
  static final Timestamp UNTIL = Timestamp.newBuilder().setSeconds(2_000_000_000).build();
  private static final int PIECE = 100_000;

  final Map<String, GetItem> items = new ConcurrentSkipListMap<>();
  final Map<String, GetItem> deleted = new ConcurrentSkipListMap<>();
  final Failures failures = new Failures();
  volatile boolean cutsDownloads;

  record GetItem(ItemDescription description, ByteString content) {}

  private static String key(ByteString mailbox, ByteString item) {
    return java.util.HexFormat.of().formatHex(mailbox.toByteArray())
        + java.util.HexFormat.of().formatHex(item.toByteArray());
  }

  @Override
  public StreamObserver<PutItemRequest> putItem(StreamObserver<PutItemResponse> answers) {
    boolean failed = failures.fails(answers);
    return new StreamObserver<>() {
      private PutItemHeader header = PutItemHeader.getDefaultInstance();
      private final List<ByteString> pieces = new ArrayList<>();

      @Override
      public void onNext(PutItemRequest message) {
        if (message.hasHeader()) {
          header = message.getHeader();
        } else {
          pieces.add(message.getContent());
        }
      }

      @Override
      public void onError(Throwable thrown) {
        pieces.clear();
      }

      @Override
      public void onCompleted() {
        if (!failed) {
          answers.onNext(store(header, ByteString.copyFrom(pieces)));
          answers.onCompleted();
        }
      }
    };
  }

  private PutItemResponse store(PutItemHeader header, ByteString content) {
    ItemDescription description =
        ItemDescription.newBuilder()
            .setItemId(header.getItemId())
            .setKind(header.getKind())
            .setContentLength(header.getContentLength())
            .setStreamVersion(1)
            .setProperties(header.getProperties())
            .build();
    items.put(key(header.getMailboxId(), header.getItemId()), new GetItem(description, content));
    return PutItemResponse.newBuilder().setStreamVersion(1).build();
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> answers) {
    if (failures.fails(answers)) {
      return;
    }
    GetItem item = items.get(key(request.getMailboxId(), request.getItemId()));
    if (item == null) {
      Failures.notFound(answers);
      return;
    }
    answers.onNext(GetItemResponse.newBuilder().setDescription(item.description()).build());
    int end = cutsDownloads ? item.content().size() - 1 : item.content().size();
    for (int from = 0; from < end; from += PIECE) {
      answers.onNext(
          GetItemResponse.newBuilder()
              .setContent(item.content().substring(from, Math.min(end, from + PIECE)))
              .build());
    }
    answers.onCompleted();
  }

  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> answers) {
    if (failures.fails(answers)) {
      return;
    }
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    Map<String, GetItem> shown = request.getDeleted() ? deleted : items;
    List<ItemDescription> all = shown.values().stream().map(GetItem::description).toList();
    int to = Math.min(all.size(), from + 2);
    answers.onNext(
        ListItemsResponse.newBuilder()
            .addAllItems(all.subList(from, to))
            .setNextPageToken(to < all.size() ? Integer.toString(to) : "")
            .build());
    answers.onCompleted();
  }

  @Override
  public void deleteItem(DeleteItemRequest request, StreamObserver<DeleteItemResponse> answers) {
    if (failures.fails(answers)) {
      return;
    }
    String key = key(request.getMailboxId(), request.getItemId());
    GetItem item = items.remove(key);
    DeleteItemResponse.Builder response = DeleteItemResponse.newBuilder().setExisted(item != null);
    if (item != null) {
      response.setRecoverableUntil(UNTIL);
      deleted.put(
          key,
          new GetItem(
              item.description().toBuilder().setDeleted(UNTIL).setRecoverableUntil(UNTIL).build(),
              item.content()));
    }
    answers.onNext(response.build());
    answers.onCompleted();
  }

  @Override
  public void restoreItem(RestoreItemRequest request, StreamObserver<RestoreItemResponse> answers) {
    String key = key(request.getMailboxId(), request.getItemId());
    GetItem item = deleted.remove(key);
    if (item == null) {
      Failures.notFound(answers);
      return;
    }
    items.put(key, item);
    answers.onNext(RestoreItemResponse.getDefaultInstance());
    answers.onCompleted();
  }

  @Override
  public void getMailboxStatistics(
      GetMailboxStatisticsRequest request, StreamObserver<GetMailboxStatisticsResponse> answers) {
    if (failures.fails(answers)) {
      return;
    }
    answers.onNext(
        GetMailboxStatisticsResponse.newBuilder()
            .setIsEncrypted(!items.isEmpty())
            .setPolicyId(request.getMailboxId())
            .setItemCount(items.size())
            .build());
    answers.onCompleted();
  }
}
