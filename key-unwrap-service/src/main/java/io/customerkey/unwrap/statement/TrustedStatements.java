package io.customerkey.unwrap.statement;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.AvailabilityKeyCopy;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.servicekit.statement.Verified;
import io.customerkey.unwrap.policy.AvailabilityCopy;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.GenerationState;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.RewrapOrder;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.Pair;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Believes statements by the trust anchors of this service's configuration. */
@Singleton
final class TrustedStatements implements StatementReader {
  private static final int FORMAT = 1;

  private final StatementVerifier verifier;
  private final KeyUriParser keys;

  TrustedStatements(StatementVerifier verifier, KeyUriParser keys) {
    this.verifier = verifier;
    this.keys = keys;
  }

  @Override
  public PolicyRecord record(SignedStatement statement) {
    return read(
        Reason.RECORD_NOT_TRUSTED,
        () -> record(statement, verifier.policyRecord(Statements.toProto(statement))));
  }

  private PolicyRecord record(
      SignedStatement statement,
      Verified<io.customerkey.protocol.statement.v1.PolicyRecord> verified) {
    var payload = verified.payload();
    if (payload.getFormatVersion() != FORMAT) {
      throw new IllegalArgumentException("unknown format of a record");
    }
    List<CustomerKeyCopy> copies = payload.getCustomerKeysList().stream().map(this::copy).toList();
    return new PolicyRecord(
        new PolicyRef(
            TenantId.of(payload.getTenantId().toByteArray()),
            PolicyId.of(payload.getPolicyId().toByteArray()),
            GenerationId.of(payload.getGenerationId().toByteArray())),
        Workload.of(payload.getWorkloadValue()),
        payload.getProviderManaged(),
        PolicyVersionId.of(payload.getPolicyVersionId().toByteArray()),
        sequence(payload.getSequence()),
        new StatementHash(bytes(payload.getPreviousHash())),
        copies,
        pair(copies, payload.getProviderManaged()),
        payload.hasAvailabilityKey()
            ? Optional.of(copy(payload.getAvailabilityKey()))
            : Optional.empty(),
        new CheckValue(bytes(payload.getCheckValue())),
        instant(payload.getCreated()),
        statement,
        verified.hash());
  }

  private static Pair pair(List<CustomerKeyCopy> copies, boolean providerManaged) {
    if (copies.size() != 2) {
      throw new IllegalArgumentException("a record has two customer keys");
    }
    KeyUri one = copies.get(0).key();
    KeyUri other = copies.get(1).key();
    return providerManaged ? Pair.ofProvider(one, other) : Pair.of(one, other);
  }

  private CustomerKeyCopy copy(io.customerkey.protocol.statement.v1.CustomerKeyCopy copy) {
    if (!copy.getAlgorithm().equals(CustomerVault.ALGORITHM)) {
      throw new IllegalArgumentException("unknown algorithm of a copy");
    }
    return new CustomerKeyCopy(
        keys.parse(copy.getKeyId()),
        KeyOwner.parse(copy.getOwnerTenant()),
        DirectoryId.parse(copy.getDirectoryId()),
        bytes(copy.getPublicKeySha256()),
        bytes(copy.getWrappedCopy()),
        copy.getKeyBits());
  }

  private static AvailabilityCopy copy(AvailabilityKeyCopy copy) {
    return new AvailabilityCopy(
        AvailabilityKeyId.of(copy.getAvailabilityKeyId().toByteArray()),
        copy.getVersion(),
        bytes(copy.getWrappedCopy()));
  }

  @Override
  public PolicySettings settings(SignedStatement statement) {
    return read(
        Reason.RECORD_NOT_TRUSTED,
        () ->
            settings(statement, verifier.policySettings(Statements.toProto(statement)).payload()));
  }

  private static PolicySettings settings(
      SignedStatement statement, io.customerkey.protocol.statement.v1.PolicySettings payload) {
    Map<GenerationId, GenerationState> generations = new HashMap<>();
    payload
        .getGenerationsList()
        .forEach(generation ->
            generations.put(
                GenerationId.of(generation.getGenerationId().toByteArray()),
                GenerationState.valueOf(
                    generation.getState().name().replace("GENERATION_STATE_", ""))));
    Duration probe =
        payload.getProbeIntervalMillis() == 0
            ? PolicySettings.DEFAULT_PROBE_INTERVAL
            : Duration.ofMillis(payload.getProbeIntervalMillis());
    return new PolicySettings(
        TenantId.of(payload.getTenantId().toByteArray()),
        PolicyId.of(payload.getPolicyId().toByteArray()),
        sequence(payload.getSequence()),
        PolicyState.valueOf(payload.getState().name().replace("POLICY_STATE_", "")),
        generations,
        payload.getStrict(),
        payload.getFallback(),
        Duration.ofMillis(payload.getOutageGraceMillis()),
        probe,
        payload.hasSuspendedUntil()
            ? Optional.of(instant(payload.getSuspendedUntil()))
            : Optional.empty(),
        statement);
  }

  @Override
  public RewrapOrder order(SignedStatement statement) {
    return read(
        Reason.ORDER_INVALID,
        () -> order(statement, verifier.rewrapOrder(Statements.toProto(statement)).payload()));
  }

  private static RewrapOrder order(
      SignedStatement statement, io.customerkey.protocol.statement.v1.RewrapOrder payload) {
    TenantId tenant = TenantId.of(payload.getTenantId().toByteArray());
    Instant expires = instant(payload.getExpires());
    if (expires.isAfter(instant(payload.getCreated()).plus(Duration.ofHours(24)))) {
      throw new IllegalArgumentException("an order lives at most 24 hours");
    }
    return new RewrapOrder(
        OrderId.of(payload.getOrderId().toByteArray()),
        new PolicyRef(
            tenant,
            PolicyId.of(payload.getSourcePolicyId().toByteArray()),
            GenerationId.of(payload.getSourceGenerationId().toByteArray())),
        new PolicyRef(
            tenant,
            PolicyId.of(payload.getTargetPolicyId().toByteArray()),
            GenerationId.of(payload.getTargetGenerationId().toByteArray())),
        KeyKind.of(payload.getKeyKindValue()),
        JobId.of(payload.getJobId().toByteArray()),
        expires,
        statement);
  }

  /** What was signed and makes no sense is not believed either. */
  private static <T> T read(Reason otherwise, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (CustomerKeyException refused) {
      throw RefusedException.of(
          otherwise, refused.getMessage() == null ? "not trusted" : refused.getMessage());
    } catch (IllegalArgumentException senseless) {
      throw RefusedException.of(otherwise, "the statement makes no sense");
    }
  }

  private static Sequence sequence(io.customerkey.protocol.common.v1.Sequence sequence) {
    return new Sequence(sequence.getIncarnation(), sequence.getCounter());
  }

  private static Bytes bytes(ByteString value) {
    return Bytes.takeOwnershipOf(value.toByteArray());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
