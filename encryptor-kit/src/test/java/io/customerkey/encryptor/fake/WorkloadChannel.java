package io.customerkey.encryptor.fake;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** How a workload of one tenant reaches an encryptor: mutual TLS, and a token. */
public final class WorkloadChannel implements AutoCloseable {
  private static final long PATIENCE = 60;

  private final ManagedChannel channel;
  private final String token;

  private WorkloadChannel(ManagedChannel channel, String token) {
    this.channel = channel;
    this.token = token;
  }

  public static WorkloadChannel of(TenantId tenant, int port, List<String> purposes) {
    TestStack stack = TestStack.shared();
    String token = stack.token("workload", tenant.toString(), List.of("workload"), purposes);
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", port)
              .sslContext(
                  GrpcSslContexts.forClient()
                      .trustManager(stack.trust().toFile())
                      .keyManager(
                          stack.certificate("workload").toFile(), stack.key("workload").toFile())
                      .build())
              .build();
      return new WorkloadChannel(channel, token);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A stub with the token. */
  public <S extends AbstractStub<S>> S stub(Function<ManagedChannel, S> made) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return made.apply(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** A stub with the token, for calls that wait for their answer. */
  public <S extends AbstractStub<S>> S waiting(Function<ManagedChannel, S> made) {
    return stub(made).withDeadlineAfter(PATIENCE, TimeUnit.SECONDS);
  }

  /** Runs a call; what it refuses is thrown as it was made. */
  public static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (CompletionException e) {
      throw GrpcFailures.fromThrowable(e.getCause());
    } catch (CustomerKeyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw GrpcFailures.fromThrowable(e);
    }
  }

  /** {@return what receives the one answer of a call} */
  public static <R> OneAnswer<R> answer() {
    return new OneAnswer<>();
  }

  /** One answer, as an observer and as a future. */
  public static final class OneAnswer<R> implements StreamObserver<R> {
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    public R join() {
      return call(() -> answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join());
    }

    @Override
    public void onNext(R value) {
      answer.complete(value);
    }

    @Override
    public void onError(Throwable thrown) {
      answer.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {}
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
