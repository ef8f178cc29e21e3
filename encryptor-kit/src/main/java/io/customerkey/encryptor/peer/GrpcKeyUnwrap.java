package io.customerkey.encryptor.peer;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.encryptor.lease.Terms;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyRequest;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.objectkey.OpenedKey;
import io.customerkey.protocol.common.v1.EntryFailure;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.MutinyKeyUnwrapServiceGrpc.MutinyKeyUnwrapServiceStub;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.customerkey.servicekit.identity.Forwarding;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** key-unwrap-service; the caller's token and request id go along. */
final class GrpcKeyUnwrap<K extends ObjectKey> implements KeyUnwrap<K> {
  private static final int PLAIN = 32;

  private final ObjectKind<K> kind;
  private final MutinyKeyUnwrapServiceStub stub;
  private final Records records;

  GrpcKeyUnwrap(ObjectKind<K> kind, MutinyKeyUnwrapServiceStub stub, Records records) {
    this.kind = kind;
    this.stub = stub;
    this.records = records;
  }

  @Override
  public Uni<OpenedKey<K>> generate(KeyRequest request) {
    Access access = request.access();
    GenerateKeysRequest.Builder proto =
        GenerateKeysRequest.newBuilder()
            .setTenantId(Records.bytes(access.tenant()))
            .setKindValue(kind.keys().number())
            .setPolicyId(Records.bytes(request.generation().policy()))
            .setGenerationId(Records.bytes(request.generation().id()))
            .setPurpose(access.purpose())
            .setEntries(name(request))
            .setRecordSequence(Records.proto(request.held()));
    request.record().map(r -> Records.statement(r.statement())).ifPresent(proto::setRecord);
    return Uni.createFrom()
        .deferred(() -> Calls.detached(stub(access).generateKeys(proto.build())))
        .map(answer -> generated(request, answer));
  }

  private OpenedKey<K> generated(KeyRequest request, GenerateKeysResponse answer) {
    if (answer.getKeys().size() != PLAIN || answer.getWrappedKeys().size() != WrappedKey.SIZE) {
      throw unexpected();
    }
    return new OpenedKey<>(
        key(answer.getKeys(), request),
        WrappedKey.of(answer.getWrappedKeys().toByteArray()),
        terms(answer.getTerms()),
        newer(answer.hasNewerRecord(), answer.getNewerRecord()));
  }

  @Override
  public Uni<OpenedKey<K>> unwrap(KeyRequest request, WrappedKey wrapped) {
    Access access = request.access();
    UnwrapKeysRequest.Builder proto =
        UnwrapKeysRequest.newBuilder()
            .setTenantId(Records.bytes(access.tenant()))
            .setKindValue(kind.keys().number())
            .setPolicyId(Records.bytes(request.generation().policy()))
            .setGenerationId(Records.bytes(request.generation().id()))
            .setPurpose(access.purpose())
            .setEntries(name(request).concat(ByteString.copyFrom(wrapped.bytes().asByteBuffer())))
            .setRecordSequence(Records.proto(request.held()));
    request.record().map(r -> Records.statement(r.statement())).ifPresent(proto::setRecord);
    return Uni.createFrom()
        .deferred(() -> Calls.detached(stub(access).unwrapKeys(proto.build())))
        .map(answer -> unwrapped(request, wrapped, answer));
  }

  private OpenedKey<K> unwrapped(
      KeyRequest request, WrappedKey wrapped, UnwrapKeysResponse answer) {
    if (answer.getFailuresCount() > 0) {
      throw CustomerKeyException.of(
          answer.getFailures(0).getReason(), "the " + kind.noun() + " key could not be opened");
    }
    if (answer.getKeys().size() != PLAIN) {
      throw unexpected();
    }
    return new OpenedKey<>(
        key(answer.getKeys(), request),
        wrapped,
        terms(answer.getTerms()),
        newer(answer.hasNewerRecord(), answer.getNewerRecord()));
  }

  @Override
  public Uni<Rewrapped> rewrap(RewrapOrder order, PackedKeys keys, PolicyRecord source) {
    RewrapKeysRequest request =
        RewrapKeysRequest.newBuilder()
            .setOrder(Records.statement(order.statement()))
            .setEntries(ByteString.copyFrom(keys.packed()))
            .build();
    return rewrap(request)
        .onFailure(GrpcKeyUnwrap::recordNeeded)
        .recoverWithUni(() ->
            rewrap(
                request.toBuilder()
                    .setSourceRecord(Records.statement(source.statement()))
                    .setTargetRecord(Records.statement(order.target().statement()))
                    .build()));
  }

  private Uni<Rewrapped> rewrap(RewrapKeysRequest request) {
    return Uni.createFrom()
        .deferred(() -> Calls.detached(Calls.withDeadline(stub).rewrapKeys(request)))
        .map(GrpcKeyUnwrap::rewrapped);
  }

  private static Rewrapped rewrapped(RewrapKeysResponse answer) {
    return new Rewrapped(
        Bytes.takeOwnershipOf(answer.getWrappedKeys().toByteArray()),
        answer.getFailuresList().stream()
            .collect(
                Collectors.toMap(
                    EntryFailure::getIndex, EntryFailure::getReason, (first, again) -> first)));
  }

  private MutinyKeyUnwrapServiceStub stub(Access access) {
    return Calls.withDeadline(stub.withInterceptors(Forwarding.of(access.caller())));
  }

  private static ByteString name(KeyRequest request) {
    return Records.bytes(request.access().object()).concat(Records.bytes(request.version()));
  }

  private K key(ByteString plain, KeyRequest request) {
    SecretBytes key = SecretBytes.takeOwnershipOf(plain.toByteArray());
    Access access = request.access();
    return kind.maker().make(key, access.tenant(), access.object(), request.version());
  }

  private static Terms terms(io.customerkey.protocol.common.v1.Terms terms) {
    return new Terms(
        terms.getAuthority(),
        Set.copyOf(terms.getPurposesList()),
        Duration.ofMillis(Integer.toUnsignedLong(terms.getLeaseMillis())),
        terms.getEpoch());
  }

  private Optional<PolicyRecord> newer(boolean sent, SignedStatement statement) {
    return sent ? Optional.of(records.verified(statement)) : Optional.empty();
  }

  private static boolean recordNeeded(Throwable failure) {
    return failure instanceof CustomerKeyException known
        && known.reason() == FailureReason.FAILURE_REASON_RECORD_NEEDED;
  }

  private static CustomerKeyException unexpected() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_INTERNAL,
        "key-unwrap-service answered another number of keys");
  }
}
