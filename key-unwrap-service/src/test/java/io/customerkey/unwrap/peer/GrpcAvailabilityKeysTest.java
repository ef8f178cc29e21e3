package io.customerkey.unwrap.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.availability.v1.AvailabilityKeyServiceGrpc;
import io.customerkey.protocol.availability.v1.MutinyAvailabilityKeyServiceGrpc;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyResponse;
import io.customerkey.protocol.availability.v1.SetDenialRequest;
import io.customerkey.protocol.availability.v1.SetDenialResponse;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyRequest;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.availability.AvailabilityKeys.KeyVersion;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.verdict.Pairs;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to availability-key-vault, and how its answers are read. */
final class GrpcAvailabilityKeysTest {
  private static final Caller CALLER = new Caller("dep-service", Optional.empty(), "order-66");
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private final House house = new House();
  private final AtomicReference<String> requestId = new AtomicReference<>("");
  private Server server;
  private ManagedChannel channel;
  private GrpcAvailabilityKeys keys;

  @BeforeEach
  void connect() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Vault())
            .intercept(new RequestIds())
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
            .build();
    keys = new GrpcAvailabilityKeys(MutinyAvailabilityKeyServiceGrpc.newMutinyStub(channel));
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void wrapsUnderTheRequestsId() {
    try (PolicyKey key = PolicyKey.generate(house.random);
        SlotPayload payload = SlotPayload.of(key, house.record.context(Slot.AVAILABILITY))) {
      var version = new KeyVersion(AvailabilityKeyId.random(house.random), 1);

      assertThat(get(keys.wrap(house.record.ref(), version, payload, CALLER)).size()).isEqualTo(72);
    }
    assertThat(requestId).hasValue("order-66");
  }

  @Test
  void provesUnderTheRequestsId() {
    keys.prove(house.record, CALLER).await().atMost(Duration.ofSeconds(30));

    assertThat(requestId).hasValue("order-66");
  }

  @Test
  void answersTheEpochThatHoldsThere() {
    assertThat(get(keys.setDenial(new DenialNotice(house.record.ref(), true, Pairs.START, 3))))
        .isEqualTo(8);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }

  private final class RequestIds implements ServerInterceptor {
    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
      requestId.set(String.valueOf(headers.get(REQUEST_ID)));
      return next.startCall(call, headers);
    }
  }

  /** Remembers a later denial than any it is told. */
  private static final class Vault
      extends AvailabilityKeyServiceGrpc.AvailabilityKeyServiceImplBase {
    @Override
    public void wrapPolicyKey(
        WrapPolicyKeyRequest request, StreamObserver<WrapPolicyKeyResponse> answer) {
      answer.onNext(
          WrapPolicyKeyResponse.newBuilder()
              .setWrappedCopy(ByteString.copyFrom(new byte[72]))
              .build());
      answer.onCompleted();
    }

    @Override
    public void provePolicyKey(
        ProvePolicyKeyRequest request, StreamObserver<ProvePolicyKeyResponse> answer) {
      answer.onNext(ProvePolicyKeyResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void setDenial(SetDenialRequest request, StreamObserver<SetDenialResponse> answer) {
      answer.onNext(SetDenialResponse.newBuilder().setEpoch(request.getEpoch() + 5).build());
      answer.onCompleted();
    }
  }
}
