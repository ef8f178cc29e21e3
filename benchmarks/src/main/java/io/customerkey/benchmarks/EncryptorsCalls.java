package io.customerkey.benchmarks;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.benchmarks.fleet.Channels;
import io.customerkey.client.TlsFiles;
import io.customerkey.crypto.id.Id128;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceFutureStub;
import io.customerkey.protocol.unwrap.v1.PingRequest;
import io.customerkey.protocol.unwrap.v1.PingResponse;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.random.RandomGenerator;

/**
 * key-unwrap-service and dep-service as exchange-encryptor calls them: with its certificate, one
 * connection, and the workload's token and a request id on every call that carries one.
 */
final class EncryptorsCalls implements AutoCloseable {
  private static final int OBJECT = 32;
  private static final int WRAPPED = 60;

  private final ManagedChannel unwrap;
  private final ManagedChannel dep;
  private final KeyUnwrapServiceFutureStub withToken;
  private final KeyUnwrapServiceFutureStub withoutToken;
  private final BenchTenant tenant;

  EncryptorsCalls(String unwrapAddress, String depAddress, TlsFiles tls, BenchTenant tenant) {
    this.unwrap = Channels.open(unwrapAddress, tls);
    this.dep = Channels.open(depAddress, tls);
    this.tenant = tenant;
    Metadata requestId = new Metadata();
    requestId.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), "benchmark");
    this.withoutToken =
        KeyUnwrapServiceGrpc.newFutureStub(unwrap)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(requestId));
    this.withToken = withoutToken.withInterceptors(Channels.token(tenant.token()));
  }

  ListenableFuture<PingResponse> ping() {
    return withToken.ping(PingRequest.getDefaultInstance());
  }

  ListenableFuture<UnwrapKeysResponse> unwrap(UnwrapKeysRequest request) {
    return withToken.unwrapKeys(request);
  }

  ListenableFuture<RewrapKeysResponse> rewrap(RewrapKeysRequest request) {
    return withoutToken.rewrapKeys(request);
  }

  ListenableFuture<GenerateKeysResponse> generate(GenerateKeysRequest request) {
    return withToken.generateKeys(request);
  }

  /** Keys for so many new objects under the source policy. */
  GenerateKeysRequest newKeys(int count, RandomGenerator random)
      throws InvalidProtocolBufferException {
    byte[] objects = new byte[count * OBJECT];
    random.nextBytes(objects);
    return GenerateKeysRequest.newBuilder()
        .setTenantId(bytes(tenant.tenant().value()))
        .setKind(KeyKind.KEY_KIND_MAILBOX)
        .setPolicyId(bytes(tenant.source().policy().value()))
        .setGenerationId(bytes(tenant.source().generation().value()))
        .setPurpose(Purpose.PURPOSE_USER_WRITE)
        .setEntries(ByteString.copyFrom(objects))
        .setRecordSequence(sequence())
        .build();
  }

  /** Those of the keys from one place on. */
  static UnwrapKeysRequest opening(
      GenerateKeysRequest asked, GenerateKeysResponse made, int from, int count) {
    return UnwrapKeysRequest.newBuilder()
        .setTenantId(asked.getTenantId())
        .setKind(asked.getKind())
        .setPolicyId(asked.getPolicyId())
        .setGenerationId(asked.getGenerationId())
        .setPurpose(Purpose.PURPOSE_USER_READ)
        .setRecordSequence(asked.getRecordSequence())
        .setEntries(entries(asked.getEntries(), made.getWrappedKeys(), from, count))
        .build();
  }

  /** An order of dep-service to move keys from the source policy to the target, and its use. */
  RewrapKeysRequest moving(UnwrapKeysRequest batch) {
    var order =
        AssignmentServiceGrpc.newBlockingStub(dep)
            .issueRewrapOrder(
                IssueRewrapOrderRequest.newBuilder()
                    .setTenantId(bytes(tenant.tenant().value()))
                    .setSourcePolicyId(bytes(tenant.source().policy().value()))
                    .setSourceGenerationId(bytes(tenant.source().generation().value()))
                    .setTargetPolicyId(bytes(tenant.target().policy().value()))
                    .setTargetGenerationId(bytes(tenant.target().generation().value()))
                    .setKind(KeyKind.KEY_KIND_MAILBOX)
                    .build());
    return RewrapKeysRequest.newBuilder()
        .setOrder(order.getOrder())
        .setEntries(batch.getEntries())
        .build();
  }

  private Sequence sequence() throws InvalidProtocolBufferException {
    SignedStatement record =
        AssignmentServiceGrpc.newBlockingStub(dep)
            .fetchPolicyRecord(
                FetchPolicyRecordRequest.newBuilder()
                    .setPolicyId(bytes(tenant.source().policy().value()))
                    .setGenerationId(bytes(tenant.source().generation().value()))
                    .build())
            .getRecord();
    return PolicyRecord.parseFrom(record.getPayload()).getSequence();
  }

  private static ByteString entries(ByteString objects, ByteString wrapped, int from, int count) {
    byte[] names = objects.toByteArray();
    byte[] keys = wrapped.toByteArray();
    byte[] packed = new byte[count * (OBJECT + WRAPPED)];
    for (int i = 0; i < count; i++) {
      int at = i * (OBJECT + WRAPPED);
      System.arraycopy(names, (from + i) * OBJECT, packed, at, OBJECT);
      System.arraycopy(keys, (from + i) * WRAPPED, packed, at + OBJECT, WRAPPED);
    }
    return ByteString.copyFrom(packed);
  }

  private static ByteString bytes(Id128 id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  @Override
  public void close() {
    unwrap.shutdownNow();
    dep.shutdownNow();
  }
}
