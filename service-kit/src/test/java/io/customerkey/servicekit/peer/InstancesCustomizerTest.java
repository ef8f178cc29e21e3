package io.customerkey.servicekit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.PolicyKeyServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstancesCustomizerTest {
  private static final String ADDRESSES = "customerkey.peer.half-frozen.addresses";

  /** So that instances take turns and each is first at least once. */
  private static final int CALLS = 4;

  /** Longer than it takes to go to the next instance. */
  private static final long DEADLINE_SECONDS = 10;

  private List<Server> servers;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    servers = List.of(server(new Answering()), server(new Frozen()));
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

  private static Server server(PolicyKeyServiceGrpc.PolicyKeyServiceImplBase service)
      throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(service)
        .build()
        .start();
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

  private DropCachesResponse drop() {
    return PolicyKeyServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .dropCaches(DropCachesRequest.getDefaultInstance());
  }

  private static final class Answering extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    static final long EPOCH = 7;

    @Override
    public void dropCaches(
        DropCachesRequest request, StreamObserver<DropCachesResponse> responses) {
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

  /** Takes calls and never answers, as a stopped process does. */
  private static final class Frozen extends PolicyKeyServiceGrpc.PolicyKeyServiceImplBase {
    @Override
    public void dropCaches(
        DropCachesRequest request, StreamObserver<DropCachesResponse> responses) {
      // not answered
    }

    @Override
    public void checkPolicyNow(
        CheckPolicyNowRequest request, StreamObserver<CheckPolicyNowResponse> responses) {
      // not answered
    }
  }
}
