package io.customerkey.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a put. The caller's thread reads the content and sends a piece only when the
 * transport takes one, so no more than one piece waits in memory.
 *
 * @param <Q> a message of the upload
 * @param <A> the answer
 */
final class Upload<Q, A> implements ClientResponseObserver<Q, A> {
  /** Length of a piece in bytes: within the 64 KiB to 1 MiB that the services like best. */
  static final int PIECE = 256 * 1024;

  private final Function<ByteString, Q> piece;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ClientCallStreamObserver<Q> call;
  private @Nullable A response;
  private @Nullable Throwable failure;
  private boolean ended;

  /**
   * An upload that was not started.
   *
   * @param piece makes the message that carries some content
   */
  Upload(Function<ByteString, Q> piece) {
    this.piece = piece;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> started) {
    call = started;
    started.setOnReadyHandler(() -> change(() -> {}));
  }

  @Override
  public void onNext(A value) {
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
  A send(Q header, Content content) throws IOException, InterruptedException {
    ClientCallStreamObserver<Q> started = started();
    try (InputStream stream = content.open()) {
      started.onNext(header);
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

  private void sendPieces(ClientCallStreamObserver<Q> started, InputStream stream)
      throws IOException, InterruptedException {
    while (awaitReady(started)) {
      byte[] bytes = stream.readNBytes(PIECE);
      if (bytes.length == 0) {
        return;
      }
      started.onNext(piece.apply(UnsafeByteOperations.unsafeWrap(bytes)));
    }
  }

  private boolean awaitReady(ClientCallStreamObserver<Q> started) throws InterruptedException {
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

  private A answer() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended) {
        changed.await();
      }
      A answer = response;
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

  private ClientCallStreamObserver<Q> started() {
    ClientCallStreamObserver<Q> started = call;
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
