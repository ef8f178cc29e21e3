package io.customerkey.servicekit.streaming;

import io.customerkey.servicekit.failure.GrpcFailureHandler;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** One answer to one request, for services that extend the plain stub because others stream. */
public final class Answer {
  private Answer() {}

  /**
   * Sends the answer, or the refusal as a status.
   *
   * @param answer made once; may also throw
   * @param call the call's observer, as the service method got it
   * @param <R> the answer
   */
  public static <R> void send(Supplier<Uni<R>> answer, StreamObserver<R> call) {
    ServerCallStreamObserver<R> server = (ServerCallStreamObserver<R>) call;
    // With a handler an answer to a caller that has gone is dropped instead of thrown back.
    server.setOnCancelHandler(() -> {});
    Uni.createFrom()
        .deferred(answer::get)
        .subscribe()
        .with(value -> complete(server, value), failure -> fail(server, failure));
  }

  static <R> void complete(ServerCallStreamObserver<R> call, R answer) {
    if (!call.isCancelled()) {
      call.onNext(answer);
      call.onCompleted();
    }
  }

  static void fail(ServerCallStreamObserver<?> call, Throwable failure) {
    if (!call.isCancelled()) {
      call.onError(GrpcFailureHandler.status(failure));
    }
  }
}
