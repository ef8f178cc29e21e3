package io.customerkey.dep.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.dep.tenant.DirectoryId;
import java.time.Instant;
import java.util.List;

/**
 * What a policy record says (formats, section 2).
 *
 * @param tenant owner of the policy
 * @param workload what it may protect
 * @param providerManaged whether both keys are the provider's own instead of the tenant's
 * @param directory of the vaults
 * @param policy the policy
 * @param generation the policy key
 * @param version the DataEncryptionPolicyID
 * @param sequence grows with every record of the generation
 * @param previous hash of the record before, zeros in the first
 * @param customerKeys two, in slot order
 * @param availabilityKey the third copy
 * @param checkValue 16 bytes
 * @param created when it is signed
 */
public record RecordFacts(
    TenantId tenant,
    Workload workload,
    boolean providerManaged,
    DirectoryId directory,
    PolicyId policy,
    GenerationId generation,
    PolicyVersionId version,
    Sequence sequence,
    StatementHash previous,
    List<CustomerKeyCopy> customerKeys,
    AvailabilityCopy availabilityKey,
    Bytes checkValue,
    Instant created) {
  /** Copies the keys. */
  public RecordFacts {
    customerKeys = List.copyOf(customerKeys);
  }
}
