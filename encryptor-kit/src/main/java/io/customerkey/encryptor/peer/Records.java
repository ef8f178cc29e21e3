package io.customerkey.encryptor.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.Sequence;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.statement.StatementVerifier;
import jakarta.inject.Singleton;

/** Signed policy records: believed only after their signature was verified. */
@Singleton
final class Records {
  private final StatementVerifier verifier;
  private final int workload;

  Records(StatementVerifier verifier, ObjectKind<?> kind) {
    this.workload = kind.workload().number();
    this.verifier = verifier;
  }

  /**
   * @throws CustomerKeyException RECORD_NOT_TRUSTED
   */
  PolicyRecord verified(SignedStatement statement) {
    var record = verifier.policyRecord(statement).payload();
    if (record.getWorkloadValue() != workload) {
      throw untrusted("the record is of a policy for another workload");
    }
    try {
      return new PolicyRecord(
          TenantId.of(record.getTenantId().toByteArray()),
          generation(record.getPolicyId(), record.getGenerationId()),
          PolicyVersionId.of(record.getPolicyVersionId().toByteArray()),
          new Sequence(record.getSequence().getIncarnation(), record.getSequence().getCounter()),
          Bytes.takeOwnershipOf(statement.toByteArray()));
    } catch (IllegalArgumentException e) {
      throw untrusted("the record has a malformed id");
    }
  }

  /** A statement as it was stored. */
  static SignedStatement statement(Bytes stored) {
    try {
      return SignedStatement.parseFrom(stored.asByteBuffer());
    } catch (InvalidProtocolBufferException e) {
      throw untrusted("the stored statement is malformed");
    }
  }

  static Generation generation(ByteString policy, ByteString generation) {
    return new Generation(
        PolicyId.of(policy.toByteArray()), GenerationId.of(generation.toByteArray()));
  }

  static ByteString bytes(io.customerkey.crypto.id.Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  static io.customerkey.protocol.common.v1.Sequence proto(Sequence sequence) {
    return io.customerkey.protocol.common.v1.Sequence.newBuilder()
        .setIncarnation(sequence.incarnation())
        .setCounter(sequence.counter())
        .build();
  }

  private static CustomerKeyException untrusted(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, message);
  }
}
