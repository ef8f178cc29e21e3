package io.customerkey.benchmarks.files;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.sharepoint.blob.BlobStore;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One download: chunks are read a few ahead, and sent while the caller reads. */
final class PlainDownload {
  private static final int PIECE = 1 << 20;

  private final BlobStore blobs;
  private final Arrays arrays;
  private final ServerCallStreamObserver<GetFileResponse> call;
  private final Deque<CompletableFuture<byte[]>> ahead = new ArrayDeque<>();
  private List<PlainRows.Chunk> chunks = List.of();
  private int next;
  private boolean begun;
  private boolean waiting;
  private boolean ended;
  private byte @Nullable [] current;
  private int at;

  PlainDownload(BlobStore blobs, Arrays arrays, ServerCallStreamObserver<GetFileResponse> call) {
    this.blobs = blobs;
    this.arrays = arrays;
    this.call = call;
  }

  synchronized void begin(Row row) {
    chunks = PlainRows.chunks(row);
    begun = true;
    call.onNext(
        GetFileResponse.newBuilder()
            .setDescription(
                FileDescription.newBuilder()
                    .setPath(new String(row.getBuffer("path").getBytes(), StandardCharsets.UTF_8))
                    .setMediaType(row.getString("media_type"))
                    .setContentLength(row.getLong("content_length"))
                    .setFileVersion(row.getLong("number"))
                    .setChunkCount(chunks.size()))
            .build());
    send();
  }

  synchronized void send() {
    while (begun && !waiting && !ended && call.isReady()) {
      byte[] chunk = current;
      if (chunk == null) {
        fetch();
      } else {
        int length = Math.min(PIECE, chunk.length - at);
        ByteString piece = UnsafeByteOperations.unsafeWrap(chunk, at, length);
        call.onNext(GetFileResponse.newBuilder().setContent(piece).build());
        at += length;
        if (at == chunk.length) {
          current = null;
          arrays.recycle(chunk);
        }
      }
    }
  }

  private void fetch() {
    while (next < chunks.size() && ahead.size() < PlainFiles.PARALLEL) {
      ahead.add(read(chunks.get(next++)));
    }
    if (ahead.isEmpty()) {
      ended = true;
      call.onCompleted();
      return;
    }
    waiting = true;
    var _ = ahead.removeFirst().whenComplete(this::come);
  }

  private CompletableFuture<byte[]> read(PlainRows.Chunk chunk) {
    byte[] array = arrays.take(chunk.length());
    return blobs
        .get(chunk.chunk(), ByteBuffer.wrap(array))
        .map(there -> array)
        .subscribeAsCompletionStage();
  }

  private synchronized void come(byte @Nullable [] read, @Nullable Throwable failure) {
    if (failure != null) {
      ended = true;
      call.onError(
          Status.INTERNAL
              .withDescription("the file cannot be read: " + failure)
              .withCause(failure)
              .asRuntimeException());
      return;
    }
    waiting = false;
    current = read;
    at = 0;
    send();
  }
}
