package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A key under its new policy key.
 *
 * @param from what it replaces
 * @param wrapped opened once by the service that wrapped it
 */
public record MovedKey(KeyToMove from, WrappedKey wrapped) {
  private static final Logger LOG = Logger.getLogger(MovedKey.class);

  /**
   * What key-unwrap-service answers. Keys that were refused stay where they are; the sweep meets
   * them again.
   *
   * @param keys what was asked
   * @param wrapped as many wrapped keys, in the same order
   * @param failures by their place among the keys
   * @return the keys that were not refused
   */
  static List<MovedKey> unpack(
      List<KeyToMove> keys, Bytes wrapped, Map<Integer, FailureReason> failures) {
    if (wrapped.size() != keys.size() * WrappedKey.SIZE) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_INTERNAL, "another number of keys came back");
    }
    List<MovedKey> moved = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      KeyToMove key = keys.get(i);
      FailureReason refused = failures.get(i);
      if (refused == null) {
        int at = i * WrappedKey.SIZE;
        moved.add(new MovedKey(key, new WrappedKey(wrapped.slice(at, at + WrappedKey.SIZE))));
      } else {
        LOG.errorf(
            "key %s of %s cannot leave policy %s: %s",
            key.version(), key.object(), key.actual().policy(), refused);
      }
    }
    return moved;
  }
}
