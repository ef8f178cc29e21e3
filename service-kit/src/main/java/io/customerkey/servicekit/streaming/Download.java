package io.customerkey.servicekit.streaming;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stream of messages to a client, made no faster than the client reads: the next message is asked
 * from its source only while gRPC says that its own buffer has room. A reader that stops reading
 * costs one message, and one that goes away cancels the source.
 *
 * @param <R> message to the client
 */
public final class Download<R> implements MultiSubscriber<R> {
  private final ServerCallStreamObserver<R> call;
  private final AtomicReference<Flow.Subscription> source = new AtomicReference<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Patience patience;

  private Download(ServerCallStreamObserver<R> call, Duration idle) {
    this.call = call;
    this.patience = new Patience(idle, "nothing was read", this::tooLong);
  }

  /**
   * Sends all of a source. To be called inside the service method, before it returns.
   *
   * @param messages subscribed once; asked for one message at a time
   * @param idle the longest wait for the reader; then the source is cancelled and the call refused
   *     with LIMIT_EXCEEDED
   * @param call the call's observer, as the service method got it
   * @param <R> message to the client
   */
  public static <R> void send(Multi<R> messages, Duration idle, StreamObserver<R> call) {
    ServerCallStreamObserver<R> server = (ServerCallStreamObserver<R>) call;
    Download<R> download = new Download<>(server, idle);
    server.setOnReadyHandler(download::ready);
    server.setOnCancelHandler(download::cancelled);
    messages.subscribe().withSubscriber(download);
  }

  private void ready() {
    patience.end();
    askIfReady();
  }

  private void tooLong(CustomerKeyException refusal) {
    if (over.compareAndSet(false, true)) {
      cancelled();
      Answer.fail(call, refusal);
    }
  }

  private void askIfReady() {
    Flow.Subscription subscription = source.get();
    if (subscription != null && !over.get() && call.isReady() && asked.compareAndSet(false, true)) {
      subscription.request(1);
    }
  }

  private void cancelled() {
    over.set(true);
    patience.end();
    Flow.Subscription subscription = source.get();
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source.set(subscription);
    if (over.get() || call.isCancelled()) {
      subscription.cancel();
    } else {
      askIfReady();
    }
  }

  @Override
  public void onItem(R message) {
    if (over.get() || call.isCancelled()) {
      cancelled();
      return;
    }
    call.onNext(message);
    if (!call.isReady()) {
      patience.begin();
      if (call.isReady()) {
        patience.end();
      }
    }
    asked.set(false);
    askIfReady();
  }

  @Override
  public void onFailure(Throwable failure) {
    patience.end();
    if (over.compareAndSet(false, true)) {
      Answer.fail(call, failure);
    }
  }

  @Override
  public void onCompletion() {
    patience.end();
    if (over.compareAndSet(false, true) && !call.isCancelled()) {
      call.onCompleted();
    }
  }
}
