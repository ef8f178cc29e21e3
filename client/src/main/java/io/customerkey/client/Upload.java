package io.customerkey.client;

import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.PutItemHeader;
import io.customerkey.protocol.exchange.v1.PutItemRequest;
import io.customerkey.protocol.exchange.v1.PutItemResponse;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a put. The caller's thread reads the content and sends a piece only when the
 * transport takes one, so no more than one piece waits in memory.
 */
final class Upload implements ClientResponseObserver<PutItemRequest, PutItemResponse> {
  /** Length of a piece in bytes: within the 64 KiB to 1 MiB that the service likes best. */
  static final int PIECE = 256 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ClientCallStreamObserver<PutItemRequest> call;
  private @Nullable PutItemResponse response;
  private @Nullable Throwable failure;
  private boolean ended;

  @Override
  public void beforeStart(ClientCallStreamObserver<PutItemRequest> started) {
    call = started;
    started.setOnReadyHandler(() -> change(() -> {}));
  }

  @Override
  public void onNext(PutItemResponse value) {
    change(() -> response = value);
  }

  @Override
  public void onError(Throwable thrown) {
    change(() -> {
      failure = thrown;
      ended = true;
    });
  }

  @Override
  public void onCompleted() {
    change(() -> ended = true);
  }

  /** Sends everything and waits for the answer. An answer that comes early ends the sending. */
  PutItemResponse send(PutItemHeader header, Content content)
      throws IOException, InterruptedException {
    ClientCallStreamObserver<PutItemRequest> started = started();
    try (InputStream stream = content.open()) {
      started.onNext(PutItemRequest.newBuilder().setHeader(header).build());
      sendPieces(started, stream);
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.cancel("the content could not be read", e);
      throw e;
    }
    if (!hasEnded()) {
      started.onCompleted();
    }
    return answer();
  }

  private void sendPieces(ClientCallStreamObserver<PutItemRequest> started, InputStream stream)
      throws IOException, InterruptedException {
    while (awaitReady(started)) {
      byte[] piece = stream.readNBytes(PIECE);
      if (piece.length == 0) {
        return;
      }
      started.onNext(
          PutItemRequest.newBuilder().setContent(UnsafeByteOperations.unsafeWrap(piece)).build());
    }
  }

  private boolean awaitReady(ClientCallStreamObserver<PutItemRequest> started)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && !started.isReady()) {
        changed.await();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private PutItemResponse answer() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended) {
        changed.await();
      }
      PutItemResponse answer = response;
      if (failure != null) {
        throw GrpcFailures.fromThrowable(failure);
      }
      if (answer == null) {
        throw CustomerKeyException.of(
            FailureReason.FAILURE_REASON_INTERNAL, "the service ended the call without an answer");
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private ClientCallStreamObserver<PutItemRequest> started() {
    ClientCallStreamObserver<PutItemRequest> started = call;
    if (started == null) {
      throw new IllegalStateException("the call was not started");
    }
    return started;
  }

  private boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
