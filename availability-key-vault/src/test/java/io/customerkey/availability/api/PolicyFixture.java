package io.customerkey.availability.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.availability.policy.Times;
import io.customerkey.availability.policy.Wire;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.availability.v1.CreateAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.DiscardAvailabilityKeyRequest;
import io.customerkey.protocol.availability.v1.SetDenialRequest;
import io.customerkey.protocol.availability.v1.UnwrapPolicyKeyRequest;
import io.customerkey.protocol.availability.v1.WrapPolicyKeyRequest;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.statement.v1.AvailabilityKeyCopy;
import io.customerkey.protocol.statement.v1.CustomerKeyCopy;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** One policy with fresh ids: the messages that its parties send about it. */
record PolicyFixture(
    Clock clock,
    TenantId tenant,
    PolicyId policy,
    GenerationId generation,
    AvailabilityKeyId availabilityKey,
    VerdictId verdict,
    PolicyKey policyKey) {
  private static final RandomGenerator RANDOM = new SecureRandomSource();
  private static final String KEY_1 = "https://one.vault.azure.net/keys/ck/1";
  private static final String KEY_2 = "https://two.vault.azure.net/keys/ck/1";

  static PolicyFixture fresh(Clock clock) {
    return new PolicyFixture(
        clock,
        TenantId.random(RANDOM),
        PolicyId.random(RANDOM),
        GenerationId.random(RANDOM),
        AvailabilityKeyId.random(RANDOM),
        VerdictId.random(RANDOM),
        PolicyKey.generate(RANDOM));
  }

  PolicyFixture ofTenant(TenantId other) {
    return new PolicyFixture(clock, other, policy, generation, availabilityKey, verdict, policyKey);
  }

  CreateAvailabilityKeyRequest create() {
    return CreateAvailabilityKeyRequest.newBuilder()
        .setTenantId(Wire.bytes(tenant))
        .setPolicyId(Wire.bytes(policy))
        .setAvailabilityKeyId(Wire.bytes(availabilityKey))
        .build();
  }

  DiscardAvailabilityKeyRequest discard() {
    return DiscardAvailabilityKeyRequest.newBuilder()
        .setTenantId(Wire.bytes(tenant))
        .setPolicyId(Wire.bytes(policy))
        .setAvailabilityKeyId(Wire.bytes(availabilityKey))
        .build();
  }

  WrapPolicyKeyRequest wrap() {
    SlotContext slot =
        new SlotContext(tenant, Workload.EXCHANGE, policy, generation, Slot.AVAILABILITY);
    try (SlotPayload payload = SlotPayload.of(policyKey, slot)) {
      return WrapPolicyKeyRequest.newBuilder()
          .setTenantId(Wire.bytes(tenant))
          .setPolicyId(Wire.bytes(policy))
          .setAvailabilityKeyId(Wire.bytes(availabilityKey))
          .setVersion(1)
          .setPayload(payload.secret().with(ByteString::copyFrom))
          .build();
    }
  }

  PolicyRecord.Builder record(ByteString copy, long sequence) {
    return PolicyRecord.newBuilder()
        .setFormatVersion(1)
        .setTenantId(Wire.bytes(tenant))
        .setWorkload(io.customerkey.protocol.common.v1.Workload.WORKLOAD_EXCHANGE)
        .setPolicyId(Wire.bytes(policy))
        .setGenerationId(Wire.bytes(generation))
        .setSequence(sequence(sequence))
        .addCustomerKeys(CustomerKeyCopy.newBuilder().setKeyId(KEY_1))
        .addCustomerKeys(CustomerKeyCopy.newBuilder().setKeyId(KEY_2))
        .setAvailabilityKey(
            AvailabilityKeyCopy.newBuilder()
                .setAvailabilityKeyId(Wire.bytes(availabilityKey))
                .setVersion(1)
                .setWrappedCopy(copy))
        .setCheckValue(ByteString.copyFrom(policyKey.checkValue(generation).bytes().asByteBuffer()))
        .setCreated(now());
  }

  PolicySettings.Builder settings(long sequence) {
    return PolicySettings.newBuilder()
        .setTenantId(Wire.bytes(tenant))
        .setPolicyId(Wire.bytes(policy))
        .setSequence(sequence(sequence))
        .setState(PolicyState.POLICY_STATE_ACTIVE)
        .setProbeIntervalMillis(40_000)
        .setCreated(now());
  }

  UnwrapPolicyKeyRequest.Builder unwrap(
      SignedStatement record, Purpose purpose, VaultOutcome outcome) {
    return UnwrapPolicyKeyRequest.newBuilder()
        .setRecord(record)
        .setPurpose(purpose)
        .addEvidence(evidence(KEY_2, outcome))
        .addEvidence(evidence(KEY_1, outcome))
        .setVerdictId(Wire.bytes(verdict));
  }

  SetDenialRequest denial(boolean denied, long epoch) {
    return SetDenialRequest.newBuilder()
        .setTenantId(Wire.bytes(tenant))
        .setPolicyId(Wire.bytes(policy))
        .setGenerationId(Wire.bytes(generation))
        .setDenied(denied)
        .setSince(now())
        .setEpoch(epoch)
        .build();
  }

  Timestamp at(Instant time) {
    return Times.timestamp(time);
  }

  private Timestamp now() {
    return Times.timestamp(clock.instant());
  }

  private static VaultEvidence evidence(String key, VaultOutcome outcome) {
    return VaultEvidence.newBuilder().setKeyId(key).setOutcome(outcome).setReason("test").build();
  }

  private static Sequence sequence(long counter) {
    return Sequence.newBuilder().setIncarnation(1).setCounter(counter).build();
  }
}
