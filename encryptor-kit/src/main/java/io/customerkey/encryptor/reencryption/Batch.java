package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction changes.
 *
 * @param tenant owner of all
 * @param target what wraps the keys from now on
 * @param record of the target; absent where no key moves
 * @param keys to replace, possibly none
 * @param assignments that are applied once no key of the object is elsewhere
 * @param at when
 */
public record Batch(
    TenantId tenant,
    Generation target,
    Optional<PolicyRecord> record,
    List<MovedKey> keys,
    List<Assignment> assignments,
    Instant at) {
  /** Copies the lists. */
  public Batch {
    keys = List.copyOf(keys);
    assignments = List.copyOf(assignments);
  }
}
