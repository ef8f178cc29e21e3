package io.customerkey.servicekit.streaming;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A client's stream of messages, read no faster than it is used: a message is asked from gRPC only
 * when the pipeline behind it asks for one, so what is in memory is what the pipeline holds,
 * whatever the client sends (HTTP/2 flow control stops it).
 *
 * <p>To be made inside the service method, before it returns: gRPC lets flow control be changed
 * only there.
 *
 * @param <Q> message of the client
 */
public final class Upload<Q> implements StreamObserver<Q> {
  private final UnicastProcessor<Q> received = UnicastProcessor.create();
  private final Multi<Q> messages;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Patience patience;

  private Upload(ServerCallStreamObserver<?> call, Duration idle) {
    this.patience = new Patience(idle, "nothing came", this::end);
    this.messages =
        received
            .onRequest()
            .invoke(n -> {
              patience.begin();
              call.request((int) Math.min(n, 1 << 20));
            });
  }

  /**
   * Receives a stream and answers it once.
   *
   * @param call the call's observer, as the service method got it
   * @param idle the longest wait for a message that was asked for; then the pipeline fails with
   *     LIMIT_EXCEEDED
   * @param pipeline consumes the messages, once, and makes the answer; it fails with {@link
   *     CancellationException} when the client goes away, and must then leave nothing behind
   * @param <Q> message of the client
   * @param <R> the answer
   * @return what the service method returns
   */
  public static <Q, R> StreamObserver<Q> receive(
      StreamObserver<R> call, Duration idle, Function<Multi<Q>, Uni<R>> pipeline) {
    ServerCallStreamObserver<R> server = (ServerCallStreamObserver<R>) call;
    server.disableAutoRequest();
    Upload<Q> upload = new Upload<>(server, idle);
    server.setOnCancelHandler(upload::cancelled);
    pipeline
        .apply(upload.messages)
        .subscribe()
        .with(answer -> Answer.complete(server, answer), failure -> Answer.fail(server, failure));
    return upload;
  }

  private void cancelled() {
    end(new CancellationException("the client cancelled"));
  }

  private void end(Throwable cause) {
    patience.end();
    if (ended.compareAndSet(false, true)) {
      received.onError(cause);
    }
  }

  @Override
  public void onNext(Q message) {
    patience.end();
    received.onNext(message);
  }

  @Override
  public void onError(Throwable cause) {
    cancelled();
  }

  @Override
  public void onCompleted() {
    patience.end();
    if (ended.compareAndSet(false, true)) {
      received.onComplete();
    }
  }
}
