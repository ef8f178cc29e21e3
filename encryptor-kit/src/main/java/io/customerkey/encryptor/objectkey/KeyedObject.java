package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox or site that has a key here.
 *
 * @param id the object
 * @param tenant its owner
 * @param current the version that encrypts what is written
 * @param keys all versions
 */
public record KeyedObject(
    ObjectId id, TenantId tenant, KeyVersionId current, List<StoredKey> keys) {
  /** Copies the list; refuses an object without its current key. */
  public KeyedObject {
    keys = List.copyOf(keys);
    if (keys.stream().noneMatch(key -> key.version().equals(current))) {
      throw new IllegalArgumentException("an object has its current key");
    }
  }

  /**
   * @return one version, if the object has it
   */
  public Optional<StoredKey> key(KeyVersionId version) {
    return keys.stream().filter(key -> key.version().equals(version)).findFirst();
  }
}
