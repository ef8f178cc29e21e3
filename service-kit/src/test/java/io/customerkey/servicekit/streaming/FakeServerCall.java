package io.customerkey.servicekit.streaming;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** gRPC's side of a call: it says when it is ready, counts what is asked, keeps what is sent. */
final class FakeServerCall extends ServerCallStreamObserver<String> {
  final List<String> sent = new ArrayList<>();
  int requested;
  boolean ready = true;
  boolean cancelled;
  boolean automatic = true;
  boolean completed;
  @Nullable Throwable failure;
  final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private Runnable onReady = () -> {};
  private Runnable onCancel = () -> {};

  CustomerKeyException refusal() {
    return GrpcFailures.fromThrowable(Objects.requireNonNull(failure));
  }

  void becomeReady() {
    ready = true;
    onReady.run();
  }

  void cancel() {
    cancelled = true;
    onCancel.run();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    onCancel = handler;
  }

  @Override
  public void setCompression(String compression) {}

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void request(int count) {
    requested += count;
  }

  @Override
  public void disableAutoRequest() {
    automatic = false;
  }

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {
    automatic = false;
  }

  @Override
  public void onNext(String value) {
    sent.add(value);
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
    failed.complete(thrown);
  }

  @Override
  public void onCompleted() {
    completed = true;
  }
}
