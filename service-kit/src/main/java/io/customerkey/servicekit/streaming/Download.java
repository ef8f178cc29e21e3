package io.customerkey.servicekit.streaming;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
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

  private Download(ServerCallStreamObserver<R> call) {
    this.call = call;
  }

  /**
   * Sends all of a source. To be called inside the service method, before it returns.
   *
   * @param messages subscribed once; asked for one message at a time
   * @param call the call's observer, as the service method got it
   * @param <R> message to the client
   */
  public static <R> void send(Multi<R> messages, StreamObserver<R> call) {
    ServerCallStreamObserver<R> server = (ServerCallStreamObserver<R>) call;
    Download<R> download = new Download<>(server);
    server.setOnReadyHandler(download::askIfReady);
    server.setOnCancelHandler(download::cancelled);
    messages.subscribe().withSubscriber(download);
  }

  private void askIfReady() {
    Flow.Subscription subscription = source.get();
    if (subscription != null && !over.get() && call.isReady() && asked.compareAndSet(false, true)) {
      subscription.request(1);
    }
  }

  private void cancelled() {
    over.set(true);
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
    asked.set(false);
    askIfReady();
  }

  @Override
  public void onFailure(Throwable failure) {
    if (over.compareAndSet(false, true)) {
      Answer.fail(call, failure);
    }
  }

  @Override
  public void onCompletion() {
    if (over.compareAndSet(false, true) && !call.isCancelled()) {
      call.onCompleted();
    }
  }
}
