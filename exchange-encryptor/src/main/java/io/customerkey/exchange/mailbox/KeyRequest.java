package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.exchange.assignment.Generation;
import io.customerkey.exchange.assignment.PolicyRecord;
import io.customerkey.exchange.assignment.Sequence;
import java.util.Optional;

/**
 * A key to be made or opened by key-unwrap-service.
 *
 * @param access for whom and why
 * @param version of the mailbox key
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
