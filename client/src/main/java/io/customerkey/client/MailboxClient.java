package io.customerkey.client;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.DeleteItemRequest;
import io.customerkey.protocol.exchange.v1.DeleteItemResponse;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc.MailboxServiceBlockingStub;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc.MailboxServiceStub;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.customerkey.protocol.exchange.v1.RestoreItemRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Stores and reads the items of mailboxes. Blocking, safe for use by many threads over one
 * connection; close it when done.
 *
 * <p>Every refusal is a {@link io.customerkey.protocol.failure.CustomerKeyException}: its reason
 * says whose fault it is, {@code retryable()} whether the same call may succeed later. What may be
 * tried again was tried again by the {@link RetryPolicy} before it is thrown.
 */
public final class MailboxClient implements AutoCloseable {
  private final Connection connection;
  private final MailboxServiceBlockingStub blocking;
  private final MailboxServiceStub streaming;

  MailboxClient(Connection connection) {
    this.connection = connection;
    this.blocking = connection.stub(MailboxServiceGrpc::newBlockingStub);
    this.streaming = connection.stub(MailboxServiceGrpc::newStub);
  }

  /**
   * {@return to be filled in further, or opened as it is}
   *
   * @param endpoint the exchange-encryptor
   * @param tls the workload's identity
   * @param tokens the workload's tokens: role {@code workload} and the purposes it needs
   */
  public static ClientBuilder<MailboxClient> to(
      Endpoint endpoint, TlsFiles tls, TokenSource tokens) {
    return new ClientBuilder<>(endpoint, tls, tokens, MailboxClient::new);
  }

  /**
   * Stores an item, in place of what had its id. Nothing is visible before this returns; the same
   * put again is the same act.
   *
   * @param item what it is, under which id
   * @param content its bytes, at most 150 MiB
   * @return the service's word that it is stored
   * @throws IOException when the content cannot be read
   */
  public PutReceipt put(NewItem item, Content content) throws IOException {
    PutItemHeader header =
        PutItemHeader.newBuilder()
            .setMailboxId(Connection.bytes(item.mailbox()))
            .setItemId(Connection.bytes(item.id()))
            .setKind(item.kind())
            .setPurpose(item.purpose())
            .setContentLength(content.length())
            .setProperties(item.properties())
            .build();
    PutItemResponse response =
        connection.<MailboxServiceStub, PutItemRequest, PutItemResponse>put(
            streaming,
            MailboxServiceStub::putItem,
            PutItemRequest.newBuilder().setHeader(header).build(),
            piece -> PutItemRequest.newBuilder().setContent(piece).build(),
            content);
    return new PutReceipt(response.getStreamVersion(), Timestamps.toInstant(response.getStored()));
  }

  /**
   * Reads an item. When this throws, what was written to the sink so far is not the item and must
   * be thrown away.
   *
   * @param mailbox where
   * @param item which
   * @param purpose why: USER_READ for a person
   * @param sink receives the content; not closed
   * @return what it is
   * @throws IOException when the sink refuses
   */
  public StoredItem get(MailboxId mailbox, ItemId item, Purpose purpose, OutputStream sink)
      throws IOException {
    GetItemRequest request =
        GetItemRequest.newBuilder()
            .setMailboxId(Connection.bytes(mailbox))
            .setItemId(Connection.bytes(item))
            .setPurpose(purpose)
            .build();
    return StoredItem.of(
        connection.get(blocking, stub -> stub.getItem(request), ItemMessages.ALL, sink));
  }

  /**
   * Lists the live items of a mailbox in order of id.
   *
   * @param mailbox where
   * @param purpose why: USER_READ for a person
   * @return the items; pages are fetched as it is walked, so its methods throw what a call throws
   */
  public Iterator<StoredItem> list(MailboxId mailbox, Purpose purpose) {
    return list(mailbox, ItemFilter.LIVE, purpose);
  }

  /**
   * Lists a mailbox in order of id.
   *
   * @param mailbox where
   * @param filter which items
   * @param purpose why: USER_READ for a person
   * @return the items; pages are fetched as it is walked, so its methods throw what a call throws
   */
  public Iterator<StoredItem> list(MailboxId mailbox, ItemFilter filter, Purpose purpose) {
    ListItemsRequest request =
        ListItemsRequest.newBuilder()
            .setMailboxId(Connection.bytes(mailbox))
            .setPageSize(Pages.SIZE)
            .setPurpose(purpose)
            .setDeleted(filter.deleted())
            .addAllKinds(filter.kinds())
            .build();
    return new Pages<>(token -> {
      ListItemsResponse page =
          call(stub -> stub.listItems(request.toBuilder().setPageToken(token).build()));
      return new Pages.Page<>(
          page.getItemsList().stream().map(StoredItem::of).toList(), page.getNextPageToken());
    });
  }

  /**
   * Deletes an item, recoverably; deleting what is not there succeeds.
   *
   * @param mailbox where
   * @param item which
   * @return whether it was there, and until when it can be restored
   */
  public DeleteReceipt delete(MailboxId mailbox, ItemId item) {
    DeleteItemRequest request =
        DeleteItemRequest.newBuilder()
            .setMailboxId(Connection.bytes(mailbox))
            .setItemId(Connection.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    DeleteItemResponse response = call(stub -> stub.deleteItem(request));
    return DeleteReceipt.of(
        response.getExisted(), response.hasRecoverableUntil(), response.getRecoverableUntil());
  }

  /**
   * Brings a deleted item back.
   *
   * @param mailbox where
   * @param item which
   */
  public void restore(MailboxId mailbox, ItemId item) {
    RestoreItemRequest request =
        RestoreItemRequest.newBuilder()
            .setMailboxId(Connection.bytes(mailbox))
            .setItemId(Connection.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    call(stub -> stub.restoreItem(request));
  }

  /**
   * {@return what protects it now, and how much is in it}
   *
   * @param mailbox where
   */
  public Statistics statistics(MailboxId mailbox) {
    GetMailboxStatisticsRequest request =
        GetMailboxStatisticsRequest.newBuilder().setMailboxId(Connection.bytes(mailbox)).build();
    return Statistics.ofMailbox(call(stub -> stub.getMailboxStatistics(request)));
  }

  /** Ends the connection; calls under way have five seconds to end. */
  @Override
  public void close() {
    connection.close();
  }

  private <T extends MessageLite> T call(Function<MailboxServiceBlockingStub, T> method) {
    return connection.call(blocking, method);
  }
}
