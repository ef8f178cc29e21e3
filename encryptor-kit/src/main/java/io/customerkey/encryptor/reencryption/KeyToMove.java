package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Generation;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A wrapped key of an object whose assignment is newer than what was applied.
 *
 * @param object the object
 * @param tenant its owner
 * @param version of the key
 * @param actual what wraps it
 * @param wrapped the wrapped key
 * @param row random version of the row, compared when it is replaced
 */
public record KeyToMove(
    ObjectId object,
    TenantId tenant,
    KeyVersionId version,
    Generation actual,
    WrappedKey wrapped,
    Id128 row) {
  /**
   * @return the keys as key-unwrap-service takes them, in their order
   */
  static PackedKeys pack(List<KeyToMove> keys) {
    ByteBuffer packed = ByteBuffer.allocate(keys.size() * PackedKeys.ENTRY_SIZE);
    for (KeyToMove key : keys) {
      packed
          .put(key.object().toByteArray())
          .put(key.version().toByteArray())
          .put(key.wrapped().bytes().asByteBuffer());
    }
    return PackedKeys.takeOwnershipOf(packed.array());
  }
}
