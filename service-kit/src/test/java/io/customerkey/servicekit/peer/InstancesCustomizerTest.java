package io.customerkey.servicekit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.customerkey.servicekit.failure.AnsweringCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstancesCustomizerTest {
  private static final String ADDRESSES = "customerkey.peer.half-frozen.addresses";

  /** So that instances take turns and each is first at least once. */
  private static final int CALLS = 4;

  /** Longer than it takes to go to the next instance. */
  private static final long DEADLINE_SECONDS = 10;

  private final Answering answering = new Answering();
  private final Frozen frozen = new Frozen();
  private List<Server> servers;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    servers =
        List.of(
            server(ServerInterceptors.intercept(answering, InstancesCustomizerTest::answered)),
            server(frozen.bindService()));
    System.setProperty(
        ADDRESSES,
        servers.stream()
            .map(server -> "127.0.0.1:" + server.getPort())
            .collect(Collectors.joining(",")));
    NameResolverRegistry.getDefaultRegistry().register(new InstancesResolverProvider());
    channel =
        NettyChannelBuilder.forTarget("instances://half-frozen:1")
            .usePlaintext()
            .defaultLoadBalancingPolicy("round_robin")
            .enableRetry()
            .defaultServiceConfig(InstancesCustomizer.hedging())
            .build();
  }

  private static Server server(ServerServiceDefinition service) throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(service)
        .build()
        .start();
  }

  private static <Q, S> ServerCall.Listener<Q> answered(
      ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
    return next.startCall(new AnsweringCall<>(call), headers);
  }

  @AfterEach
  void end() {
    System.clearProperty(ADDRESSES);
    channel.shutdownNow();
    servers.forEach(Server::shutdownNow);
  }

  @Test
  void asksTheNextInstanceWhenOneLeavesAnIdempotentCallUnanswered() {
    assertThat(IntStream.range(0, CALLS).mapToLong(call -> drop().getEpoch()))
        .as("every call, whichever instance it begins with")
        .containsOnly(Answering.EPOCH);
  }

  @Test
  void leavesACallAloneThatMayNotRunTwice() {
    PolicyKeyServiceGrpc.PolicyKeyServiceBlockingStub stub =
        PolicyKeyServiceGrpc.newBlockingStub(channel);
    drop();

    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> {
          for (int call = 0; call < CALLS; call++) {
            stub.withDeadlineAfter(DEADLINE_SECONDS / 2, TimeUnit.SECONDS)
                .checkPolicyNow(CheckPolicyNowRequest.getDefaultInstance());
          }
        })
        .satisfies(
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
  }

  @Test
  void waitsForTheOtherInstanceWhenTheFrozenOnesConnectionBreaks() {
    frozen.breaks = true;

    assertThat(IntStream.range(0, CALLS).mapToLong(call -> drop().getEpoch()))
        .containsOnly(Answering.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesARefusalForTheAnswerWhateverTheFrozenInstanceDoes(boolean breaks) {
    answering.refusal =
        Optional.of(
            CustomerKeyException.of(
                FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE, "both vaults are down"));
    frozen.breaks = breaks;

    for (int call = 0; call < CALLS; call++) {
      assertThatExceptionOfType(StatusRuntimeException.class)
          .isThrownBy(this::drop)
          .satisfies(e ->
              assertThat(GrpcFailures.fromThrowable(e).reason())
                  .isEqualTo(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));
    }

    assertThat(answering.calls).hasValue(CALLS);
  }

  private DropCachesResponse drop() {
    return PolicyKeyServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .dropCaches(DropCachesRequest.getDefaultInstance());
  }

  private static final class Answering extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    static final long EPOCH = 7;

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Optional<CustomerKeyException> refusal = Optional.empty();

    @Override
    public void dropCaches(
        DropCachesRequest request, StreamObserver<DropCachesResponse> responses) {
      calls.incrementAndGet();
      if (refusal.isPresent()) {
        responses.onError(GrpcFailures.toStatus(refusal.get()));
        return;
      }
      responses.onNext(DropCachesResponse.newBuilder().setEpoch(EPOCH).build());
      responses.onCompleted();
    }

    @Override
    public void checkPolicyNow(
        CheckPolicyNowRequest request, StreamObserver<CheckPolicyNowResponse> responses) {
      responses.onNext(CheckPolicyNowResponse.getDefaultInstance());
      responses.onCompleted();
    }
  }

  /** Takes calls and never answers, as a stopped process does, or fails as a broken connection. */
  private static final class Frozen extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    private volatile boolean breaks;

    @Override
    public void dropCaches(
        DropCachesRequest request, StreamObserver<DropCachesResponse> responses) {
      if (breaks) {
        responses.onError(Status.UNAVAILABLE.asRuntimeException());
      }
    }

    @Override
    public void checkPolicyNow(
        CheckPolicyNowRequest request, StreamObserver<CheckPolicyNowResponse> responses) {
      // not answered
    }
  }
}
