package io.customerkey.encryptor.fake;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.servicekit.statement.Statements;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Policies of tests: a real policy key each, and records signed with the stack's statement key. */
@Singleton
public final class Policies {
  private final Map<GenerationId, Policy> byGeneration = new ConcurrentHashMap<>();
  private final Clock clock;
  private final StatementSigner signer;
  private final int workload;

  Policies(Clock clock, ObjectKind<?> kind) {
    this.clock = clock;
    this.workload = kind.workload().number();
    Path secrets = TestStack.shared().data().resolve("secrets");
    try {
      String pem = Files.readString(secrets.resolve("statement.key"));
      String id = Files.readString(secrets.resolve("statement.key-id")).trim();
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", "").trim());
      signer = StatementSigner.ofPkcs8(new SigningKeyId(id), SecretBytes.takeOwnershipOf(der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One policy with one generation. */
  public record Policy(
      TenantId tenant,
      PolicyId id,
      GenerationId generation,
      PolicyVersionId version,
      KeyWrapper wrapper,
      SignedStatement record) {}

  public Policy create(TenantId tenant) {
    PolicyId id = PolicyId.random(Ids.RANDOM);
    GenerationId generation = GenerationId.random(Ids.RANDOM);
    try (PolicyKey key = PolicyKey.generate(Ids.RANDOM)) {
      PolicyVersionId version = PolicyVersionId.random(Ids.RANDOM);
      Policy policy =
          new Policy(
              tenant,
              id,
              generation,
              version,
              key.wrapper(tenant, generation),
              record(tenant, id, generation, version, 1));
      byGeneration.put(generation, policy);
      return policy;
    }
  }

  /** The same generation with a newer record, as after a refresh of its customer keys. */
  public Policy refresh(Policy old) {
    PolicyVersionId version = PolicyVersionId.random(Ids.RANDOM);
    Policy refreshed =
        new Policy(
            old.tenant(),
            old.id(),
            old.generation(),
            version,
            old.wrapper(),
            record(old.tenant(), old.id(), old.generation(), version, 2));
    byGeneration.put(old.generation(), refreshed);
    return refreshed;
  }

  Policy of(GenerationId generation) {
    return byGeneration.get(generation);
  }

  private SignedStatement record(
      TenantId tenant,
      PolicyId id,
      GenerationId generation,
      PolicyVersionId version,
      long counter) {
    return sign(
        StatementType.POLICY_RECORD,
        PolicyRecord.newBuilder()
            .setFormatVersion(1)
            .setTenantId(Ids.bytes(tenant))
            .setWorkloadValue(workload)
            .setPolicyId(Ids.bytes(id))
            .setGenerationId(Ids.bytes(generation))
            .setPolicyVersionId(Ids.bytes(version))
            .setSequence(Sequence.newBuilder().setIncarnation(1).setCounter(counter))
            .setCreated(timestamp(clock.instant()))
            .build());
  }

  SignedStatement sign(StatementType type, MessageLite payload) {
    return Statements.toProto(signer.sign(type, Bytes.takeOwnershipOf(payload.toByteArray())));
  }

  Instant now() {
    return clock.instant();
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Id128 id(com.google.protobuf.ByteString bytes) {
    return Id128.of(bytes.toByteArray());
  }
}
