package io.customerkey.unwrap.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.statement.v1.AvailabilityKeyCopy;
import io.customerkey.protocol.statement.v1.CustomerKeyCopy;
import io.customerkey.protocol.statement.v1.GenerationState;
import io.customerkey.protocol.statement.v1.GenerationStatus;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant with two keys in two vaults, and a policy on them, as dep-service would drive them. */
final class Tenancy {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();

  final TenantId tenant;
  final PolicyId policy = PolicyId.random(RANDOM);
  final Id128 generation = Id128.random(RANDOM);
  final Id128 availabilityKey = Id128.random(RANDOM);
  final List<String> vaults;
  final List<String> keyNames;
  final List<String> keyIds;
  private final RootKeys keys;
  private final Parties parties;
  private final Workload workload;
  private final Instant now;
  private int graceMillis;
  private int probeMillis = 1_000;
  private @Nullable ProvisionPolicyKeyResponse provisioned;

  Tenancy(Parties parties, TenantId tenant, List<String> vaults, Instant now) {
    this(parties, tenant, Workload.WORKLOAD_EXCHANGE, vaults, now);
  }

  Tenancy(Parties parties, TenantId tenant, Workload workload, List<String> vaults, Instant now) {
    this(parties, tenant, workload, RootKeys.ofTenant(parties.stack(), vaults, tenant), now);
  }

  Tenancy(Parties parties, TenantId tenant, Workload workload, RootKeys keys, Instant now) {
    this.parties = parties;
    this.workload = workload;
    this.tenant = tenant;
    this.keys = keys;
    this.vaults = keys.vaults();
    this.keyNames = keys.names();
    this.keyIds = keys.ids();
    this.now = now;
  }

  static Tenancy fresh(Parties parties, List<String> vaults, Instant now) {
    return new Tenancy(parties, TenantId.random(RANDOM), vaults, now);
  }

  /** Two vaults of that name, made once. */
  static List<String> vaults(TestStack stack, String name) {
    return RootKeys.vaults(stack, name);
  }

  /** What cached keys may do in an outage, from the next settings on. */
  Tenancy coasting(int millis) {
    graceMillis = millis;
    return this;
  }

  /** How often its keys are probed, from the next settings on. */
  Tenancy probedEvery(Duration interval) {
    probeMillis = Math.toIntExact(interval.toMillis());
    return this;
  }

  private KeyKind kind() {
    return workload == Workload.WORKLOAD_EXCHANGE
        ? KeyKind.KEY_KIND_MAILBOX
        : KeyKind.KEY_KIND_SITE;
  }

  ProvisionPolicyKeyRequest.Builder provision() {
    return ProvisionPolicyKeyRequest.newBuilder()
        .setAttemptId(bytes(Id128.random(RANDOM)))
        .setTenantId(bytes(tenant))
        .setDirectoryId(keys.directory())
        .setProviderManaged(keys.isProviders())
        .setWorkload(workload)
        .setPolicyId(bytes(policy))
        .setGenerationId(bytes(generation))
        .addAllKeyIds(keyIds)
        .setAvailabilityKeyId(bytes(availabilityKey))
        .setAvailabilityKeyVersion(1);
  }

  /** Provisions and proves; what may be tried again is, as dep-service does. */
  Tenancy proven() {
    provisioned =
        TestEventually.get(
            () -> parties.dep().provisionPolicyKey(provision().build()), made -> true);
    var proof =
        ProvePolicyRecordRequest.newBuilder()
            .setRecord(record(1))
            .setSettings(settings(1, PolicyState.POLICY_STATE_ACTIVE))
            .build();
    TestEventually.get(() -> parties.dep().provePolicyRecord(proof), proven -> true);
    return this;
  }

  PolicyRecord.Builder recordPayload(long sequence) {
    ProvisionPolicyKeyResponse made = Objects.requireNonNull(provisioned);
    PolicyRecord.Builder record =
        PolicyRecord.newBuilder()
            .setFormatVersion(1)
            .setTenantId(bytes(tenant))
            .setWorkload(workload)
            .setPolicyId(bytes(policy))
            .setGenerationId(bytes(generation))
            .setProviderManaged(keys.isProviders())
            .setPolicyVersionId(bytes(Id128.random(RANDOM)))
            .setSequence(sequence(sequence))
            .setPreviousHash(ByteString.copyFrom(filled((byte) (sequence == 1 ? 0 : 7))))
            .setCheckValue(made.getCheckValue())
            .setAvailabilityKey(
                AvailabilityKeyCopy.newBuilder()
                    .setAvailabilityKeyId(bytes(availabilityKey))
                    .setVersion(1)
                    .setWrappedCopy(made.getAvailabilityCopy()))
            .setCreated(timestamp(now));
    made.getCustomerKeysList()
        .forEach(copy ->
            record.addCustomerKeys(
                CustomerKeyCopy.newBuilder()
                    .setKeyId(copy.getKeyId())
                    .setOwnerTenant(keys.owner())
                    .setDirectoryId(keys.directory())
                    .setAlgorithm(copy.getAlgorithm())
                    .setPublicKeySha256(copy.getPublicKeySha256())
                    .setWrappedCopy(copy.getWrappedCopy())
                    .setKeyBits(copy.getKeyBits())));
    return record;
  }

  SignedStatement record(long sequence) {
    return parties.sign(StatementType.POLICY_RECORD, recordPayload(sequence).build());
  }

  SignedStatement settings(long sequence, PolicyState state) {
    return parties.sign(
        StatementType.POLICY_SETTINGS, settingsPayload(sequence).setState(state).build());
  }

  SignedStatement suspension(long sequence, Instant until) {
    return parties.sign(
        StatementType.POLICY_SETTINGS,
        settingsPayload(sequence).setSuspendedUntil(timestamp(until)).build());
  }

  private PolicySettings.Builder settingsPayload(long sequence) {
    return PolicySettings.newBuilder()
        .setTenantId(bytes(tenant))
        .setPolicyId(bytes(policy))
        .setSequence(sequence(sequence))
        .setState(PolicyState.POLICY_STATE_ACTIVE)
        .addGenerations(
            GenerationStatus.newBuilder()
                .setGenerationId(bytes(generation))
                .setState(GenerationState.GENERATION_STATE_ACTIVE))
        .setOutageGraceMillis(graceMillis)
        .setProbeIntervalMillis(probeMillis)
        .setWorkload(workload)
        .setCreated(timestamp(now));
  }

  SignedStatement order(Tenancy target) {
    return parties.sign(StatementType.ORDER_REWRAP, orderPayload(target).build());
  }

  RewrapOrder.Builder orderPayload(Tenancy target) {
    return RewrapOrder.newBuilder()
        .setOrderId(bytes(Id128.random(RANDOM)))
        .setTenantId(bytes(tenant))
        .setSourcePolicyId(bytes(policy))
        .setSourceGenerationId(bytes(generation))
        .setTargetPolicyId(bytes(target.policy))
        .setTargetGenerationId(bytes(target.generation))
        .setKeyKind(kind())
        .setReason("reassigned")
        .setJobId(bytes(Id128.random(RANDOM)))
        .setCreated(timestamp(now))
        .setExpires(timestamp(now.plusSeconds(3600)));
  }

  GenerateKeysRequest.Builder generate(int count) {
    return GenerateKeysRequest.newBuilder()
        .setTenantId(bytes(tenant))
        .setKind(kind())
        .setPolicyId(bytes(policy))
        .setGenerationId(bytes(generation))
        .setPurpose(Purpose.PURPOSE_USER_WRITE)
        .setEntries(objects(count))
        .setRecordSequence(sequence(1));
  }

  UnwrapKeysRequest.Builder unwrap(ByteString entries, Purpose purpose) {
    return UnwrapKeysRequest.newBuilder()
        .setTenantId(bytes(tenant))
        .setKind(kind())
        .setPolicyId(bytes(policy))
        .setGenerationId(bytes(generation))
        .setPurpose(purpose)
        .setEntries(entries)
        .setRecordSequence(sequence(1));
  }

  /** Disables or enables both keys, all versions. */
  void enableKeys(boolean enabled) {
    keys.patch(parties.stack(), new JsonObject().put("enabled", enabled));
  }

  /** Says in their tags whose both keys are. */
  void tagKeys(String owner) {
    keys.patch(
        parties.stack(),
        new JsonObject().put("tags", new JsonObject().put("customerkey-tenant", owner)));
  }

  static ByteString objects(int count) {
    return ByteString.copyFrom(Bytes.takeOwnershipOf(randomBytes(count * 32)).asByteBuffer());
  }

  /** Joins new objects with what wraps their keys. */
  static ByteString entries(ByteString objects, GenerateKeysResponse made) {
    return entries(objects, made.getWrappedKeys());
  }

  static ByteString entries(ByteString objects, ByteString wrapped) {
    ByteString joined = ByteString.EMPTY;
    for (int i = 0; i < objects.size() / 32; i++) {
      joined =
          joined
              .concat(objects.substring(i * 32, (i + 1) * 32))
              .concat(wrapped.substring(i * 60, (i + 1) * 60));
    }
    return joined;
  }

  static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  static ByteString bytes(Id128 id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  static Sequence sequence(long counter) {
    return Sequence.newBuilder().setIncarnation(1).setCounter(counter).build();
  }

  private static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, value);
    return bytes;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }
}
