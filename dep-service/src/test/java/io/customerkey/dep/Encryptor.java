package io.customerkey.dep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.Id128;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import io.customerkey.protocol.failure.GrpcFailures;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.quarkus.grpc.runtime.GrpcServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A peer of dep-service, over mutual TLS and Kafka: asks for assignments and reports. */
public final class Encryptor implements AutoCloseable {
  private final ManagedChannel channel;

  public Encryptor(GrpcServer server, String identity) {
    TestStack stack = TestStack.shared();
    try {
      channel =
          Grpc.newChannelBuilder(
                  "localhost:" + server.getPort(),
                  TlsChannelCredentials.newBuilder()
                      .keyManager(
                          stack.certificate(identity).toFile(), stack.key(identity).toFile())
                      .trustManager(stack.trust().toFile())
                      .build())
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  public AssignmentServiceGrpc.AssignmentServiceBlockingStub stub() {
    return AssignmentServiceGrpc.newBlockingStub(channel);
  }

  public FetchAssignmentsResponse fetch(KeyKind kind, String... objects) {
    return stub()
        .fetchAssignments(
            FetchAssignmentsRequest.newBuilder()
                .setKind(kind)
                .setObjectIds(bytes(objects))
                .build());
  }

  /** Asks for an order between policies of {@code rest}'s tenant in the name of an owner. */
  public IssueRewrapOrderResponse order(
      Rest rest, Rest owner, String source, String target, KeyKind kind) {
    return stub()
        .issueRewrapOrder(
            IssueRewrapOrderRequest.newBuilder()
                .setTenantId(bytes(owner.tenant))
                .setSourcePolicyId(bytes(source))
                .setSourceGenerationId(generation(rest, source))
                .setTargetPolicyId(bytes(target))
                .setTargetGenerationId(generation(rest, target))
                .setKind(kind)
                .build());
  }

  public static ByteString generation(Rest rest, String policy) {
    return bytes(rest.get("/policies/" + policy).extract().jsonPath().getString("generationId"));
  }

  public static ByteString bytes(String... ids) {
    return Arrays.stream(ids)
        .map(id -> ByteString.copyFrom(Id128.parse(id).toByteArray()))
        .reduce(ByteString.EMPTY, ByteString::concat);
  }

  private static ByteString entry(String object, long version) {
    return bytes(object)
        .concat(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(version).array()));
  }

  /** Waits for the event that says so of the object. */
  public static AssignmentsChanged awaitChange(KeyKind kind, String object, long version) {
    return parse(
        Topics.await(
                "customerkey.assignment.v1",
                record ->
                    parse(record.value()).getKind() == kind
                        && parse(record.value()).getObjects().equals(entry(object, version)))
            .value());
  }

  private static AssignmentsChanged parse(byte[] payload) {
    try {
      return AssignmentsChanged.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Says that the object follows its assignment. */
  public static void report(Rest rest, KeyKind kind, String object, long version, String policy) {
    try {
      Topics.send(
          "customerkey.reencryption.v1",
          "customerkey.reencryption.progressed.v1",
          bytes(rest.tenant).toByteArray(),
          ReencryptionProgressed.newBuilder()
              .setTenantId(bytes(rest.tenant))
              .setKind(kind)
              .setObjects(entry(object, version))
              .setPolicyId(bytes(policy))
              .setGenerationId(generation(rest, policy))
              .build()
              .toByteArray());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(thrown ->
            assertThat(GrpcFailures.fromThrowable(thrown).reasonName()).isEqualTo(reason));
  }
}
