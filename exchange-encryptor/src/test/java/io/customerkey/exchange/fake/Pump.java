package io.customerkey.exchange.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.GetItemRequest;
import io.customerkey.protocol.exchange.v1.GetItemResponse;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Large items with back-pressure on the client's side: content is made and checked as it flows. */
public final class Pump {
  private static final int PIECE = 256 * 1024;

  private Pump() {}

  /** The content of a seed: the same bytes every time. */
  private static final class Source {
    private final SplittableRandom random;
    private final CRC32C checksum = new CRC32C();
    private long left;

    Source(long seed, long length) {
      this.random = new SplittableRandom(seed);
      this.left = length;
    }

    ByteString next() {
      byte[] piece = new byte[(int) Math.min(PIECE, left)];
      random.nextBytes(piece);
      checksum.update(piece);
      left -= piece.length;
      return ByteString.copyFrom(piece);
    }
  }

  /**
   * Puts an item.
   *
   * @return its checksum, once the item is acknowledged
   */
  public static CompletableFuture<Long> put(
      Workload workload, MailboxId mailbox, ItemId item, long seed, long length) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    PutItemHeader header = Workload.header(mailbox, item, length);
    Source source = new Source(seed, length);
    workload
        .async()
        .putItem(
            new ClientResponseObserver<PutItemRequest, PutItemResponse>() {
              private boolean begun;
              private boolean ended;

              @Override
              public void beforeStart(ClientCallStreamObserver<PutItemRequest> call) {
                call.setOnReadyHandler(() -> {
                  while (call.isReady() && !ended) {
                    if (!begun) {
                      begun = true;
                      call.onNext(PutItemRequest.newBuilder().setHeader(header).build());
                    } else if (source.left > 0) {
                      call.onNext(PutItemRequest.newBuilder().setContent(source.next()).build());
                    } else {
                      ended = true;
                      call.onCompleted();
                    }
                  }
                });
              }

              @Override
              public void onNext(PutItemResponse answer) {
                done.complete(source.checksum.getValue());
              }

              @Override
              public void onError(Throwable thrown) {
                done.completeExceptionally(thrown);
              }

              @Override
              public void onCompleted() {}
            });
    return done;
  }

  /** A download under way. */
  public static final class Download {
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private final AtomicLong received = new AtomicLong();
    private volatile ClientCallStreamObserver<GetItemRequest> call;

    /** The checksum, once all has come. */
    public CompletableFuture<Long> done() {
      return done;
    }

    /** Bytes so far. */
    public long received() {
      return received.get();
    }

    public void cancel() {
      call.cancel("enough", null);
    }
  }

  /**
   * Reads an item.
   *
   * @param messages after so many messages the reader stops reading, and stays
   */
  public static Download get(Workload workload, MailboxId mailbox, ItemId item, int messages) {
    Download download = new Download();
    CRC32C checksum = new CRC32C();
    workload
        .async()
        .getItem(
            GetItemRequest.newBuilder()
                .setMailboxId(Ids.bytes(mailbox))
                .setItemId(Ids.bytes(item))
                .setPurpose(Purpose.PURPOSE_USER_READ)
                .build(),
            new ClientResponseObserver<GetItemRequest, GetItemResponse>() {
              private int taken;

              @Override
              public void beforeStart(ClientCallStreamObserver<GetItemRequest> call) {
                download.call = call;
                call.disableAutoRequestWithInitial(1);
              }

              @Override
              public void onNext(GetItemResponse message) {
                byte[] bytes = message.getContent().toByteArray();
                checksum.update(bytes);
                download.received.addAndGet(bytes.length);
                if (++taken < messages) {
                  download.call.request(1);
                }
              }

              @Override
              public void onError(Throwable thrown) {
                download.done.completeExceptionally(thrown);
              }

              @Override
              public void onCompleted() {
                download.done.complete(checksum.getValue());
              }
            });
    return download;
  }
}
