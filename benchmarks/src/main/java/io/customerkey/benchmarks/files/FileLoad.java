package io.customerkey.benchmarks.files;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.benchmarks.fleet.Channels;
import io.customerkey.client.TlsFiles;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc;
import io.customerkey.protocol.sharepoint.v1.FileServiceGrpc.FileServiceStub;
import io.customerkey.protocol.sharepoint.v1.GetFileRequest;
import io.customerkey.protocol.sharepoint.v1.GetFileResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Puts and gets files at one server of the file service, over one connection: the same bytes in the
 * same messages, whichever server it is.
 */
public final class FileLoad implements AutoCloseable {
  private static final int PIECE = 256 * 1024;
  private static final double NANOS = 1e9;

  private final ManagedChannel channel;
  private final FileServiceStub stub;
  private final SiteId site;
  private final ByteString piece;

  /**
   * Connects when it is first used.
   *
   * @param address host and port
   * @param tls the workload's identity
   * @param token sent along; a server without keys does not look at it
   * @param site where files are
   */
  public FileLoad(String address, TlsFiles tls, String token, SiteId site) {
    this.channel = Channels.open(address, tls);
    this.stub = FileServiceGrpc.newStub(channel).withInterceptors(Channels.token(token));
    this.site = site;
    byte[] bytes = new byte[PIECE];
    new SplittableRandom(1).nextBytes(bytes);
    this.piece = UnsafeByteOperations.unsafeWrap(bytes);
  }

  /**
   * {@return seconds to put files}
   *
   * @param files their ids
   * @param length of each
   * @param atOnce so many at the same time
   */
  public double put(List<FileId> files, long length, int atOnce) {
    return timed(files, atOnce, file -> begin(file, length));
  }

  /**
   * {@return seconds to get files}
   *
   * @param files their ids
   * @param length of each
   * @param atOnce so many at the same time
   */
  public double get(List<FileId> files, long length, int atOnce) {
    return timed(files, atOnce, file -> read(file, length));
  }

  private static double timed(
      List<FileId> files, int atOnce, Function<FileId, CompletableFuture<Void>> call) {
    long began = System.nanoTime();
    Semaphore free = new Semaphore(atOnce);
    CompletableFuture<?>[] all =
        files.stream()
            .map(file -> {
              free.acquireUninterruptibly();
              return call.apply(file).whenComplete((done, failure) -> free.release());
            })
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
    return (System.nanoTime() - began) / NANOS;
  }

  private CompletableFuture<Void> begin(FileId file, long length) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    PutFileHeader header =
        PutFileHeader.newBuilder()
            .setSiteId(ByteString.copyFrom(site.toByteArray()))
            .setFileId(ByteString.copyFrom(file.toByteArray()))
            .setPath("benchmark/" + file)
            .setPurpose(Purpose.PURPOSE_USER_WRITE)
            .setContentLength(length)
            .build();
    stub.putFile(new Sender(header, done));
    return done;
  }

  private CompletableFuture<Void> read(FileId file, long length) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    stub.getFile(
        GetFileRequest.newBuilder()
            .setSiteId(ByteString.copyFrom(site.toByteArray()))
            .setFileId(ByteString.copyFrom(file.toByteArray()))
            .setPurpose(Purpose.PURPOSE_USER_READ)
            .build(),
        new Receiver(length, done));
    return done;
  }

  /** Sends while the connection takes it. */
  private final class Sender implements ClientResponseObserver<PutFileRequest, PutFileResponse> {
    private final PutFileHeader header;
    private final CompletableFuture<Void> done;
    private long left;
    private boolean begun;
    private boolean ended;

    Sender(PutFileHeader header, CompletableFuture<Void> done) {
      this.header = header;
      this.done = done;
      this.left = header.getContentLength();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<PutFileRequest> call) {
      call.setOnReadyHandler(() -> {
        while (call.isReady() && !ended) {
          if (!begun) {
            begun = true;
            call.onNext(PutFileRequest.newBuilder().setHeader(header).build());
          } else if (left > 0) {
            ByteString next = left < PIECE ? piece.substring(0, (int) left) : piece;
            left -= next.size();
            call.onNext(PutFileRequest.newBuilder().setContent(next).build());
          } else {
            ended = true;
            call.onCompleted();
          }
        }
      });
    }

    @Override
    public void onNext(PutFileResponse answer) {
      done.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      // The answer has come.
    }
  }

  /** Counts what comes. */
  private static final class Receiver
      implements ClientResponseObserver<GetFileRequest, GetFileResponse> {
    private final long length;
    private final CompletableFuture<Void> done;
    private long received;

    Receiver(long length, CompletableFuture<Void> done) {
      this.length = length;
      this.done = done;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<GetFileRequest> call) {
      // One message at a time, as gRPC does by itself.
    }

    @Override
    public void onNext(GetFileResponse message) {
      received += message.getContent().size();
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      if (received == length) {
        done.complete(null);
      } else {
        done.completeExceptionally(new IllegalStateException("another length came"));
      }
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
