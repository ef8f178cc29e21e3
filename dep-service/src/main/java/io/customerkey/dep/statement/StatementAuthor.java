package io.customerkey.dep.statement;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.dep.order.RewrapRequest;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.statement.v1.AvailabilityKeyCopy;
import io.customerkey.protocol.statement.v1.GenerationState;
import io.customerkey.protocol.statement.v1.GenerationStatus;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import java.time.Instant;

/**
 * Writes and signs statements. The payload is serialized once, here; what is stored, sent and
 * verified from then on are those bytes.
 */
public final class StatementAuthor {
  private static final int FORMAT_VERSION = 1;

  /** The reserved tenant that owns the provider's keys. */
  private static final String PROVIDER = "provider";

  private final StatementSigner signer;

  /** With the key of this service. */
  public StatementAuthor(StatementSigner signer) {
    this.signer = signer;
  }

  /** A {@code customerkey.policy-record.v1}. */
  public SignedStatement record(RecordFacts facts) {
    PolicyRecord.Builder record =
        PolicyRecord.newBuilder()
            .setFormatVersion(FORMAT_VERSION)
            .setTenantId(bytes(facts.tenant()))
            .setWorkload(Workload.forNumber(facts.workload().number()))
            .setPolicyId(bytes(facts.policy()))
            .setGenerationId(bytes(facts.generation()))
            .setProviderManaged(facts.providerManaged())
            .setPolicyVersionId(bytes(facts.version()))
            .setSequence(sequence(facts.sequence()))
            .setPreviousHash(bytes(facts.previous().bytes()))
            .setAvailabilityKey(
                AvailabilityKeyCopy.newBuilder()
                    .setAvailabilityKeyId(bytes(facts.availabilityKey().key()))
                    .setVersion(facts.availabilityKey().version())
                    .setWrappedCopy(bytes(facts.availabilityKey().wrappedCopy())))
            .setCheckValue(bytes(facts.checkValue()))
            .setCreated(timestamp(facts.created()));
    facts.customerKeys().forEach(copy -> record.addCustomerKeys(customerKey(facts, copy)));
    return sign(StatementType.POLICY_RECORD, record.build());
  }

  private static io.customerkey.protocol.statement.v1.CustomerKeyCopy customerKey(
      RecordFacts facts, CustomerKeyCopy copy) {
    return io.customerkey.protocol.statement.v1.CustomerKeyCopy.newBuilder()
        .setKeyId(copy.key().keyId())
        .setOwnerTenant(facts.providerManaged() ? PROVIDER : facts.tenant().toString())
        .setDirectoryId(facts.directory().toString())
        .setAlgorithm(copy.key().algorithm())
        .setPublicKeySha256(bytes(copy.key().publicKeySha256()))
        .setWrappedCopy(bytes(copy.wrappedCopy()))
        .setKeyBits(copy.key().bits())
        .build();
  }

  /** A {@code customerkey.policy-settings.v1}. */
  public SignedStatement settings(SettingsFacts facts) {
    PolicySettings.Builder settings =
        PolicySettings.newBuilder()
            .setTenantId(bytes(facts.tenant()))
            .setPolicyId(bytes(facts.policy()))
            .setSequence(sequence(facts.sequence()))
            .setState(state(facts.state()))
            .addGenerations(
                GenerationStatus.newBuilder()
                    .setGenerationId(bytes(facts.generation()))
                    .setState(GenerationState.GENERATION_STATE_ACTIVE))
            .setStrict(facts.settings().strict())
            .setFallback(facts.settings().fallback())
            .setOutageGraceMillis(Math.toIntExact(facts.settings().outageGrace().toMillis()))
            .setProbeIntervalMillis(Math.toIntExact(facts.settings().probeInterval().toMillis()))
            .setCreated(timestamp(facts.created()))
            .setWorkload(Workload.forNumber(facts.workload().number()));
    facts.suspendedUntil().map(StatementAuthor::timestamp).ifPresent(settings::setSuspendedUntil);
    return sign(StatementType.POLICY_SETTINGS, settings.build());
  }

  private static PolicyState state(io.customerkey.dep.policy.PolicyState state) {
    return switch (state) {
      case CREATING -> PolicyState.POLICY_STATE_CREATING;
      case ACTIVE -> PolicyState.POLICY_STATE_ACTIVE;
      case DRAINING -> PolicyState.POLICY_STATE_DRAINING;
      case RETIRED -> PolicyState.POLICY_STATE_RETIRED;
      case RECOVERING -> PolicyState.POLICY_STATE_RECOVERING;
      case PURGE_REQUESTED -> PolicyState.POLICY_STATE_PURGE_REQUESTED;
      case PURGED -> PolicyState.POLICY_STATE_PURGED;
    };
  }

  /** A {@code customerkey.order-rewrap.v1}. */
  public SignedStatement rewrapOrder(OrderFacts facts) {
    RewrapRequest request = facts.request();
    return sign(
        StatementType.ORDER_REWRAP,
        RewrapOrder.newBuilder()
            .setOrderId(bytes(facts.order()))
            .setTenantId(bytes(request.tenant()))
            .setSourcePolicyId(bytes(request.source().policy()))
            .setSourceGenerationId(bytes(request.source().generation()))
            .setTargetPolicyId(bytes(request.target().policy()))
            .setTargetGenerationId(bytes(request.target().generation()))
            .setKeyKind(KeyKind.forNumber(request.kind().number()))
            .setReason("reassigned")
            .setJobId(bytes(facts.job()))
            .setCreated(timestamp(facts.life().created()))
            .setExpires(timestamp(facts.life().expires()))
            .build());
  }

  private SignedStatement sign(StatementType type, Message payload) {
    return signer.sign(type, Bytes.takeOwnershipOf(payload.toByteArray()));
  }

  private static io.customerkey.protocol.common.v1.Sequence sequence(Sequence sequence) {
    return io.customerkey.protocol.common.v1.Sequence.newBuilder()
        .setIncarnation(sequence.incarnation())
        .setCounter(sequence.counter())
        .build();
  }

  private static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.asByteBuffer());
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
