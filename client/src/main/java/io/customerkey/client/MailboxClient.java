package io.customerkey.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.DeleteItemRequest;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsRequest;
import io.customerkey.protocol.exchange.v1.ListItemsRequest;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc.MailboxServiceBlockingStub;
import io.customerkey.protocol.exchange.v1.MailboxServiceGrpc.MailboxServiceStub;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
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
  /** Most items that one page of a listing holds. */
  private static final int PAGE = 200;

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final ManagedChannel channel;
  private final MailboxServiceBlockingStub blocking;
  private final MailboxServiceStub streaming;
  private final Deadlines deadlines;
  private final Retry retry;

  MailboxClient(ManagedChannel channel, CallHeaders headers, Deadlines deadlines, Retry retry) {
    this.channel = channel;
    this.blocking = MailboxServiceGrpc.newBlockingStub(channel).withInterceptors(headers);
    this.streaming = MailboxServiceGrpc.newStub(channel).withInterceptors(headers);
    this.deadlines = deadlines;
    this.retry = retry;
  }

  /**
   * {@return to be filled in further, or opened as it is}
   *
   * @param endpoint the exchange-encryptor
   * @param tls the workload's identity
   * @param tokens the workload's tokens: role {@code workload} and the purposes it needs
   */
  public static MailboxClientBuilder to(Endpoint endpoint, TlsFiles tls, TokenSource tokens) {
    return new MailboxClientBuilder(endpoint, tls, tokens);
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
            .setMailboxId(bytes(item.mailbox()))
            .setItemId(bytes(item.id()))
            .setKind(item.kind())
            .setPurpose(item.purpose())
            .setContentLength(content.length())
            .setProperties(item.properties())
            .build();
    PutItemResponse response =
        retry.call(
            new Retry.Attempt<>() {
              @Override
              public PutItemResponse run() throws IOException, InterruptedException {
                Upload upload = new Upload();
                var ignored = within(streaming, deadlines.content()).putItem(upload);
                return upload.send(header, content);
              }

              @Override
              public boolean repeatable() {
                return content.repeatable();
              }
            });
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
            .setMailboxId(bytes(mailbox))
            .setItemId(bytes(item))
            .setPurpose(purpose)
            .build();
    return retry.call(
        new Download(() -> within(blocking, deadlines.content()).getItem(request), sink));
  }

  /**
   * Lists a mailbox in order of id.
   *
   * @param mailbox where
   * @param purpose why: USER_READ for a person
   * @return the items; pages are fetched as it is walked, so its methods throw what a call throws
   */
  public Iterator<StoredItem> list(MailboxId mailbox, Purpose purpose) {
    ListItemsRequest request =
        ListItemsRequest.newBuilder()
            .setMailboxId(bytes(mailbox))
            .setPageSize(PAGE)
            .setPurpose(purpose)
            .build();
    return new ItemPages(
        token -> call(stub -> stub.listItems(request.toBuilder().setPageToken(token).build())));
  }

  /**
   * Deletes an item; deleting what is not there succeeds.
   *
   * @param mailbox where
   * @param item which
   * @return whether it was there
   */
  public boolean delete(MailboxId mailbox, ItemId item) {
    DeleteItemRequest request =
        DeleteItemRequest.newBuilder()
            .setMailboxId(bytes(mailbox))
            .setItemId(bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    return call(stub -> stub.deleteItem(request)).getExisted();
  }

  /**
   * {@return what protects it now, and how much is in it}
   *
   * @param mailbox where
   */
  public MailboxStatistics statistics(MailboxId mailbox) {
    GetMailboxStatisticsRequest request =
        GetMailboxStatisticsRequest.newBuilder().setMailboxId(bytes(mailbox)).build();
    return MailboxStatistics.of(call(stub -> stub.getMailboxStatistics(request)));
  }

  /** Ends the connection; calls under way have five seconds to end. */
  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private <T extends MessageLite> T call(Function<MailboxServiceBlockingStub, T> method) {
    try {
      return retry.call(() -> method.apply(within(blocking, deadlines.call())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <S extends io.grpc.stub.AbstractStub<S>> S within(S stub, Duration deadline) {
    return stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }
}
