package io.customerkey.availability.policy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.CustomerKeyCopy;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.servicekit.statement.Verified;
import java.util.List;

/**
 * A policy record whose signature is trusted, parsed as far as the availability copy needs it.
 *
 * @param slot tenant, workload, policy and generation, in the availability slot
 * @param sequence of the record in its generation
 * @param hash of its signed bytes
 * @param customerKeys the two key ids with version, in slot order
 * @param availabilityKey whose copy it holds
 * @param version of that availability key
 * @param copy RFC 5649 wrapping of the slot payload
 * @param checkValue of the policy key
 */
public record TrustedRecord(
    SlotContext slot,
    StatementSequence sequence,
    StatementHash hash,
    List<String> customerKeys,
    AvailabilityKeyId availabilityKey,
    int version,
    Bytes copy,
    CheckValue checkValue) {
  private static final int FORMAT_VERSION = 1;
  private static final int CUSTOMER_KEYS = 2;

  /**
   * @param verified the record with its trusted signature
   * @return the parsed record
   * @throws CustomerKeyException RECORD_NOT_TRUSTED for one that is signed but not as the format
   *     says, POLICY_NOT_ACTIVE for one without an availability copy (mode OFF)
   */
  public static TrustedRecord of(Verified<PolicyRecord> verified) {
    PolicyRecord record = verified.payload();
    if (record.getFormatVersion() != FORMAT_VERSION
        || record.getCustomerKeysCount() != CUSTOMER_KEYS) {
      throw malformed();
    }
    if (!record.hasAvailabilityKey()) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE, "the policy has no availability copy");
    }
    try {
      return parse(verified);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static TrustedRecord parse(Verified<PolicyRecord> verified) {
    PolicyRecord record = verified.payload();
    SlotContext slot =
        new SlotContext(
            TenantId.of(record.getTenantId().toByteArray()),
            Workload.of(record.getWorkloadValue()),
            PolicyId.of(record.getPolicyId().toByteArray()),
            GenerationId.of(record.getGenerationId().toByteArray()),
            Slot.AVAILABILITY);
    return new TrustedRecord(
        slot,
        StatementSequence.of(record.getSequence()),
        verified.hash(),
        record.getCustomerKeysList().stream().map(CustomerKeyCopy::getKeyId).toList(),
        AvailabilityKeyId.of(record.getAvailabilityKey().getAvailabilityKeyId().toByteArray()),
        record.getAvailabilityKey().getVersion(),
        bytes(record.getAvailabilityKey().getWrappedCopy()),
        new CheckValue(bytes(record.getCheckValue())));
  }

  /** {@return the owner} */
  public TenantId tenant() {
    return slot.tenant();
  }

  /** {@return the policy} */
  public PolicyId policy() {
    return slot.policy();
  }

  /** {@return the generation of its policy key} */
  public GenerationId generation() {
    return slot.generation();
  }

  private static Bytes bytes(ByteString value) {
    return Bytes.takeOwnershipOf(value.toByteArray());
  }

  private static CustomerKeyException malformed() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, "the record is not of format 1");
  }
}
