package io.customerkey.exchange.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.encryptor.fake.WorkloadChannel;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.DeleteItemRequest;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsRequest;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.customerkey.protocol.exchange.v1.ItemDescription;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.customerkey.protocol.exchange.v1.RestoreItemRequest;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A workload of one tenant: the caller of the service under test, over mutual TLS with a token. */
public final class Workload implements AutoCloseable {
  private static final List<String> PURPOSES =
      List.of("USER_READ", "USER_WRITE", "MAIL_DELIVERY", "SEARCH_INDEX");

  private final WorkloadChannel channel;

  private Workload(WorkloadChannel channel) {
    this.channel = channel;
  }

  public static Workload of(TenantId tenant, int port) {
    return of(tenant, port, PURPOSES);
  }

  public static Workload of(TenantId tenant, int port, List<String> purposes) {
    return new Workload(WorkloadChannel.of(tenant, port, purposes));
  }

  /** What was read. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
  public record Read(ItemDescription description, byte[] content) {}

  public static PutItemHeader header(MailboxId mailbox, ItemId item, long length) {
    return PutItemHeader.newBuilder()
        .setMailboxId(Ids.bytes(mailbox))
        .setItemId(Ids.bytes(item))
        .setKind(ItemKind.ITEM_KIND_MAIL)
        .setPurpose(Purpose.PURPOSE_USER_WRITE)
        .setContentLength(length)
        .setProperties(
            ItemProperties.newBuilder().setSubject("a subject in the plain").setFolder("Inbox"))
        .build();
  }

  public PutItemResponse put(MailboxId mailbox, ItemId item, byte[] content) {
    return put(header(mailbox, item, content.length), content, 300_000);
  }

  public PutItemResponse put(PutItemHeader header, byte[] content, int piece) {
    return put(header, content, piece, () -> {});
  }

  /**
   * @param beforeEnd runs after all content was sent and before the end of the stream
   */
  public PutItemResponse put(PutItemHeader header, byte[] content, int piece, Runnable beforeEnd) {
    WorkloadChannel.OneAnswer<PutItemResponse> answer = WorkloadChannel.answer();
    StreamObserver<PutItemRequest> call = async().putItem(answer);
    call.onNext(PutItemRequest.newBuilder().setHeader(header).build());
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      call.onNext(content(ByteString.copyFrom(content, at, length)));
    }
    beforeEnd.run();
    call.onCompleted();
    return answer.join();
  }

  private static PutItemRequest content(ByteString bytes) {
    return PutItemRequest.newBuilder().setContent(bytes).build();
  }

  /** Puts a large item with back-pressure. */
  public CompletableFuture<Long> pump(MailboxId mailbox, ItemId item, long seed, long length) {
    return Pump.<PutItemRequest, PutItemResponse>put(
        observer -> async().putItem(observer),
        PutItemRequest.newBuilder().setHeader(header(mailbox, item, length)).build(),
        Workload::content,
        seed,
        length);
  }

  /** Reads a large item with back-pressure. */
  public Pump.Download pump(MailboxId mailbox, ItemId item, int messages) {
    return Pump.<GetItemRequest, GetItemResponse>get(
        (request, observer) -> async().getItem(request, observer),
        GetItemRequest.newBuilder()
            .setMailboxId(Ids.bytes(mailbox))
            .setItemId(Ids.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_READ)
            .build(),
        GetItemResponse::getContent,
        messages);
  }

  public MailboxServiceGrpc.MailboxServiceStub async() {
    return channel.stub(MailboxServiceGrpc::newStub);
  }

  private MailboxServiceGrpc.MailboxServiceBlockingStub blocking() {
    return channel.waiting(MailboxServiceGrpc::newBlockingStub);
  }

  public Read get(MailboxId mailbox, ItemId item) {
    return get(mailbox, item, Purpose.PURPOSE_USER_READ);
  }

  public Read get(MailboxId mailbox, ItemId item, Purpose purpose) {
    GetItemRequest request =
        GetItemRequest.newBuilder()
            .setMailboxId(Ids.bytes(mailbox))
            .setItemId(Ids.bytes(item))
            .setPurpose(purpose)
            .build();
    return WorkloadChannel.call(() -> {
      Iterator<GetItemResponse> messages = blocking().getItem(request);
      ItemDescription description = messages.next().getDescription();
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      while (messages.hasNext()) {
        content.writeBytes(messages.next().getContent().toByteArray());
      }
      return new Read(description, content.toByteArray());
    });
  }

  public ListItemsResponse list(MailboxId mailbox, int size, String pageToken) {
    return list(listing(mailbox, size).setPageToken(pageToken).build());
  }

  public ListItemsResponse list(ListItemsRequest request) {
    return WorkloadChannel.call(() -> blocking().listItems(request));
  }

  public static ListItemsRequest.Builder listing(MailboxId mailbox, int size) {
    return ListItemsRequest.newBuilder()
        .setMailboxId(Ids.bytes(mailbox))
        .setPageSize(size)
        .setPurpose(Purpose.PURPOSE_USER_READ);
  }

  public DeleteItemResponse delete(MailboxId mailbox, ItemId item) {
    DeleteItemRequest request =
        DeleteItemRequest.newBuilder()
            .setMailboxId(Ids.bytes(mailbox))
            .setItemId(Ids.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    return WorkloadChannel.call(() -> blocking().deleteItem(request));
  }

  public void restore(MailboxId mailbox, ItemId item) {
    RestoreItemRequest request =
        RestoreItemRequest.newBuilder()
            .setMailboxId(Ids.bytes(mailbox))
            .setItemId(Ids.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    WorkloadChannel.call(() -> blocking().restoreItem(request));
  }

  public GetMailboxStatisticsResponse statistics(MailboxId mailbox) {
    return WorkloadChannel.call(() ->
        blocking()
            .getMailboxStatistics(
                GetMailboxStatisticsRequest.newBuilder().setMailboxId(Ids.bytes(mailbox)).build()));
  }

  @Override
  public void close() {
    channel.close();
  }
}
