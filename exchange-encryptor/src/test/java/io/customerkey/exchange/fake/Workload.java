package io.customerkey.exchange.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.localstack.testing.TestStack;
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
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** A workload of one tenant: the caller of the service under test, over mutual TLS with a token. */
public final class Workload implements AutoCloseable {
  private static final long PATIENCE = 60;
  private static final List<String> PURPOSES =
      List.of("USER_READ", "USER_WRITE", "MAIL_DELIVERY", "SEARCH_INDEX");

  private final ManagedChannel channel;
  private final String token;

  private Workload(ManagedChannel channel, String token) {
    this.channel = channel;
    this.token = token;
  }

  public static Workload of(TenantId tenant, int port) {
    return of(tenant, port, PURPOSES);
  }

  public static Workload of(TenantId tenant, int port, List<String> purposes) {
    TestStack stack = TestStack.shared();
    String token = stack.token("workload", tenant.toString(), List.of("workload"), purposes);
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", port)
              .sslContext(
                  GrpcSslContexts.forClient()
                      .trustManager(stack.trust().toFile())
                      .keyManager(
                          stack.certificate("workload").toFile(), stack.key("workload").toFile())
                      .build())
              .build();
      return new Workload(channel, token);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
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
    CompletableFuture<PutItemResponse> answer = new CompletableFuture<>();
    StreamObserver<PutItemRequest> call = async().putItem(completing(answer));
    call.onNext(PutItemRequest.newBuilder().setHeader(header).build());
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      call.onNext(
          PutItemRequest.newBuilder().setContent(ByteString.copyFrom(content, at, length)).build());
    }
    beforeEnd.run();
    call.onCompleted();
    return own(() -> answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join());
  }

  public MailboxServiceGrpc.MailboxServiceStub async() {
    return withToken(MailboxServiceGrpc.newStub(channel));
  }

  private MailboxServiceGrpc.MailboxServiceBlockingStub blocking() {
    return withToken(MailboxServiceGrpc.newBlockingStub(channel))
        .withDeadlineAfter(PATIENCE, TimeUnit.SECONDS);
  }

  private <S extends AbstractStub<S>> S withToken(S stub) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
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
    return own(() -> {
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
    return own(() -> blocking().listItems(request));
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
    return own(() -> blocking().deleteItem(request));
  }

  public void restore(MailboxId mailbox, ItemId item) {
    RestoreItemRequest request =
        RestoreItemRequest.newBuilder()
            .setMailboxId(Ids.bytes(mailbox))
            .setItemId(Ids.bytes(item))
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .build();
    own(() -> blocking().restoreItem(request));
  }

  public GetMailboxStatisticsResponse statistics(MailboxId mailbox) {
    return own(() ->
        blocking()
            .getMailboxStatistics(
                GetMailboxStatisticsRequest.newBuilder().setMailboxId(Ids.bytes(mailbox)).build()));
  }

  private static <T> T own(Supplier<T> call) {
    try {
      return call.get();
    } catch (CompletionException e) {
      throw GrpcFailures.fromThrowable(e.getCause());
    } catch (CustomerKeyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw GrpcFailures.fromThrowable(e);
    }
  }

  private static <R> StreamObserver<R> completing(CompletableFuture<R> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(R value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable thrown) {
        answer.completeExceptionally(thrown);
      }

      @Override
      public void onCompleted() {}
    };
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
