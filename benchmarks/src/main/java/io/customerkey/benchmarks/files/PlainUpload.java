package io.customerkey.benchmarks.files;

import com.google.protobuf.Timestamp;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.sharepoint.blob.BlobStore;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One upload: chunks are gathered, and stored a few at the same time. */
final class PlainUpload implements StreamObserver<PutFileRequest> {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final Clock CLOCK = Clock.systemUTC();

  private final PlainRows rows;
  private final BlobStore blobs;
  private final Arrays arrays;
  private final ServerCallStreamObserver<PutFileResponse> call;
  private final UUID content = Id128.random(RANDOM).toUuid();
  private final List<PlainRows.Chunk> chunks = new ArrayList<>();
  private final Deque<CompletableFuture<?>> onTheirWay = new ArrayDeque<>();
  private PutFileHeader header = PutFileHeader.getDefaultInstance();
  private long left;
  private @Nullable ByteBuffer gathered;

  PlainUpload(
      PlainRows rows,
      BlobStore blobs,
      Arrays arrays,
      ServerCallStreamObserver<PutFileResponse> call) {
    this.rows = rows;
    this.blobs = blobs;
    this.arrays = arrays;
    this.call = call;
    call.disableAutoRequest();
    call.setOnCancelHandler(() -> {});
    call.request(1);
  }

  @Override
  public void onNext(PutFileRequest message) {
    CompletableFuture<?> done;
    if (message.hasHeader()) {
      header = message.getHeader();
      left = header.getContentLength();
      done =
          isStaged()
              ? rows.begin(content, PlainFiles.id(header.getSiteId()))
              : CompletableFuture.completedFuture(null);
    } else {
      done = add(message.getContent().asReadOnlyByteBuffer());
    }
    var _ =
        done.whenComplete((nothing, failure) -> {
          if (failure == null) {
            call.request(1);
          } else {
            fail(failure);
          }
        });
  }

  private boolean isStaged() {
    return header.getContentLength() > PlainFiles.CHUNK;
  }

  private CompletableFuture<?> add(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return CompletableFuture.completedFuture(null);
    }
    ByteBuffer into = gathered;
    if (into == null) {
      if (onTheirWay.size() == PlainFiles.PARALLEL) {
        return onTheirWay.removeFirst().thenCompose(done -> add(bytes));
      }
      int length = (int) Math.min(left, PlainFiles.CHUNK);
      into = ByteBuffer.wrap(arrays.take(length));
      gathered = into;
    }
    int length = Math.min(into.remaining(), bytes.remaining());
    into.put(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    left -= length;
    if (into.hasRemaining()) {
      return CompletableFuture.completedFuture(null);
    }
    gathered = null;
    store(into.flip());
    return add(bytes);
  }

  private void store(ByteBuffer bytes) {
    ChunkId chunk = ChunkId.random(RANDOM);
    chunks.add(new PlainRows.Chunk(chunk, bytes.remaining()));
    byte[] array = new byte[0];
    if (bytes.arrayOffset() == 0) {
      array = bytes.array();
    }
    byte[] used = array;
    CompletableFuture<?> put = blobs.put(chunk, bytes).subscribeAsCompletionStage();
    CompletableFuture<?> stored =
        isStaged() ? CompletableFuture.allOf(put, rows.append(content, chunk)) : put;
    onTheirWay.add(stored.thenRun(() -> arrays.recycle(used)));
  }

  @Override
  public void onCompleted() {
    Instant stored = CLOCK.instant();
    var _ =
        CompletableFuture.allOf(onTheirWay.toArray(CompletableFuture<?>[]::new))
            .thenCompose(all ->
                rows.publish(
                    PlainFiles.id(header.getSiteId()),
                    PlainFiles.id(header.getFileId()),
                    content,
                    chunks,
                    header.getMediaType(),
                    header.getPath(),
                    stored.atOffset(ZoneOffset.UTC),
                    isStaged()))
            .whenComplete((done, failure) -> {
              if (failure != null) {
                fail(failure);
                return;
              }
              Timestamp time = Timestamp.newBuilder().setSeconds(stored.getEpochSecond()).build();
              call.onNext(PutFileResponse.newBuilder().setFileVersion(1).setStored(time).build());
              call.onCompleted();
            });
  }

  private void fail(Throwable failure) {
    call.onError(
        Status.INTERNAL
            .withDescription("the file is not stored: " + failure)
            .withCause(failure)
            .asRuntimeException());
  }

  @Override
  public void onError(Throwable cancelled) {
    // What was stored stays: the store goes with the benchmark.
  }
}
