package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Generation;
import java.time.Instant;
import java.util.List;

/**
 * KeyedObjects whose actual state now is what was assigned.
 *
 * @param tenant owner of all of them
 * @param objects with the version that was applied
 * @param target what wraps all of their keys
 * @param at when
 */
public record Applied(TenantId tenant, List<ObjectVersion> objects, Generation target, Instant at) {
  /** Copies the list. */
  public Applied {
    objects = List.copyOf(objects);
  }
}
