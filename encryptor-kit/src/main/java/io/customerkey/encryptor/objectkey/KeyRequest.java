package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.Sequence;
import java.util.Optional;

/**
 * A key to be made or opened by key-unwrap-service.
 *
 * @param access for whom and why
 * @param version of the object's key
 * @param generation which policy key wraps it, or shall
 * @param held sequence of the record held here
 * @param record sent along only where key-unwrap-service asked for it
 */
public record KeyRequest(
    Access access,
    KeyVersionId version,
    Generation generation,
    Sequence held,
    Optional<PolicyRecord> record) {
  /**
   * @return the same request with the record
   */
  public KeyRequest with(PolicyRecord sent) {
    return new KeyRequest(access, version, generation, held, Optional.of(sent));
  }
}
