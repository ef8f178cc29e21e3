package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.Sequence;
import io.customerkey.encryptor.lease.LeasedKey;

/**
 * One version of an object's key as stored.
 *
 * @param version the key version
 * @param generation which policy key wraps it
 * @param wrapped the wrapped key
 * @param record sequence of the record held here for that generation
 */
public record StoredKey(
    KeyVersionId version, Generation generation, WrappedKey wrapped, Sequence record) {
  /**
   * @return its name in the cache
   */
  public LeasedKey name() {
    return new LeasedKey(version, generation.policy(), generation.id());
  }
}
