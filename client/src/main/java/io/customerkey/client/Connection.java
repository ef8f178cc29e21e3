package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Identifier;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One service as its clients call it: with identity, token, deadlines and retries. */
final class Connection implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final ManagedChannel channel;
  private final CallHeaders headers;
  private final Deadlines deadlines;
  private final Retry retry;

  Connection(ManagedChannel channel, CallHeaders headers, Deadlines deadlines, Retry retry) {
    this.channel = channel;
    this.headers = headers;
    this.deadlines = deadlines;
    this.retry = retry;
  }

  /** A stub that sends the headers of every call. */
  <S extends AbstractStub<S>> S stub(Function<Channel, S> kind) {
    return kind.apply(channel).withInterceptors(headers);
  }

  /** A call without content. */
  <S extends AbstractStub<S>, T> T call(S stub, Function<S, T> method) {
    try {
      return retry.call(() -> method.apply(within(stub, deadlines.call())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A put.
   *
   * @param method starts the call, whose answer goes to the observer
   * @param piece makes the message that carries some content
   */
  <S extends AbstractStub<S>, Q, A> A put(
      S stub,
      BiFunction<S, StreamObserver<A>, StreamObserver<Q>> method,
      Q header,
      Function<ByteString, Q> piece,
      Content content)
      throws IOException {
    return retry.call(
        new Retry.Attempt<>() {
          @Override
          public A run() throws IOException, InterruptedException {
            Upload<Q, A> upload = new Upload<>(piece);
            var _ = method.apply(within(stub, deadlines.content(content.length())), upload);
            return upload.send(header, content);
          }

          @Override
          public boolean repeatable() {
            return content.repeatable();
          }
        });
  }

  /** A get into a sink, which cannot be taken back once something was written to it. */
  <S extends AbstractStub<S>, M, D> D get(
      S stub, Function<S, Iterator<M>> method, Download.Messages<M, D> messages, OutputStream sink)
      throws IOException {
    return retry.call(
        new Retry.Attempt<>() {
          private final Download<M, D> download = new Download<>(messages, sink);

          @Override
          public D run() throws IOException {
            return download.read(() -> method.apply(forContent(stub)));
          }

          @Override
          public boolean repeatable() {
            return download.written() == 0;
          }
        });
  }

  /** Attempts of another kind. */
  <T> T attempt(Retry.Attempt<T> attempt) throws IOException {
    return retry.call(attempt);
  }

  /** The stub for one attempt that carries content back. */
  <S extends AbstractStub<S>> S forContent(S stub) {
    return within(stub, deadlines.content());
  }

  private static <S extends AbstractStub<S>> S within(S stub, Duration deadline) {
    return stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  /** Ends the connection; calls under way have five seconds to end. */
  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
