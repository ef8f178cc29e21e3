package io.customerkey.benchmarks.fleet;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Every instance of key-unwrap-service as an encryptor of one kind of keys calls it. */
final class KeyCalls implements AutoCloseable {
  private static final int OBJECT = 32;

  private final SecureRandomSource random = new SecureRandomSource();
  private final Map<String, ManagedChannel> instances = new TreeMap<>();
  private final ManagedChannel dep;
  private final KeyKind kind;

  private KeyCalls(BenchStack stack, String encryptor, KeyKind kind) {
    this.kind = kind;
    var tls = stack.folder().identity(encryptor);
    stack.instances().forEach(name -> instances.put(name, Channels.open(stack.grpc(name), tls)));
    this.dep = Channels.open(stack.grpc("dep-service"), tls);
  }

  static KeyCalls ofMailboxes(BenchStack stack) {
    return new KeyCalls(stack, "exchange-encryptor", KeyKind.KEY_KIND_MAILBOX);
  }

  static KeyCalls ofSites(BenchStack stack) {
    return new KeyCalls(stack, "sharepoint-encryptor", KeyKind.KEY_KIND_SITE);
  }

  /**
   * A request that opens one key of an object under the policy, which is made for it.
   *
   * @param instance that makes the key
   * @param token of a workload of the policy's tenant
   */
  UnwrapKeysRequest reading(String instance, BenchPolicy policy, String token) {
    Sequence held = held(policy);
    byte[] object = new byte[OBJECT];
    random.nextBytes(object);
    GenerateKeysResponse made =
        KeyUnwrapServiceGrpc.newBlockingStub(instances.get(instance))
            .withInterceptors(Channels.token(token))
            .generateKeys(
                GenerateKeysRequest.newBuilder()
                    .setTenantId(bytes(policy.owner().id()))
                    .setKind(kind)
                    .setPolicyId(bytes(policy.id()))
                    .setGenerationId(bytes(policy.generation()))
                    .setPurpose(Purpose.PURPOSE_USER_WRITE)
                    .setEntries(ByteString.copyFrom(object))
                    .setRecordSequence(held)
                    .build());
    return UnwrapKeysRequest.newBuilder()
        .setTenantId(bytes(policy.owner().id()))
        .setKind(kind)
        .setPolicyId(bytes(policy.id()))
        .setGenerationId(bytes(policy.generation()))
        .setPurpose(Purpose.PURPOSE_USER_READ)
        .setEntries(ByteString.copyFrom(object).concat(made.getWrappedKeys()))
        .setRecordSequence(held)
        .build();
  }

  /**
   * Opens the key.
   *
   * @param instance that is asked
   * @param patience with it
   * @throws io.grpc.StatusRuntimeException when it refuses or does not answer
   */
  void read(String instance, UnwrapKeysRequest reading, String token, Duration patience) {
    UnwrapKeysResponse answer =
        KeyUnwrapServiceGrpc.newBlockingStub(instances.get(instance))
            .withInterceptors(Channels.token(token))
            .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
            .unwrapKeys(reading);
    if (answer.getFailuresCount() > 0) {
      throw new IllegalStateException("what was made does not open: " + answer.getFailuresList());
    }
  }

  private Sequence held(BenchPolicy policy) {
    var record =
        AssignmentServiceGrpc.newBlockingStub(dep)
            .fetchPolicyRecord(
                FetchPolicyRecordRequest.newBuilder()
                    .setPolicyId(bytes(policy.id()))
                    .setGenerationId(bytes(policy.generation()))
                    .build())
            .getRecord();
    try {
      return PolicyRecord.parseFrom(record.getPayload()).getSequence();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the record of a policy is not one", e);
    }
  }

  static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  @Override
  public void close() {
    instances.values().forEach(ManagedChannel::shutdownNow);
    dep.shutdownNow();
  }
}
