package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.protocol.common.v1.FailureReason;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * key-unwrap-service, seen from here. What {@link #generate} wrapped {@link #unwrap} opens, and
 * only for the same object, key version and generation (else WRAPPED_KEY_REJECTED). A generation it
 * does not know yet fails with RECORD_NEEDED: the same request with its record is then answered.
 * Its other refusals (CUSTOMER_KEY_DENIED, VAULT_UNAVAILABLE …) are final for this request and are
 * passed on.
 *
 * @param <K> the capability that is handed out
 */
public interface KeyUnwrap<K extends ObjectKey> {
  /** Makes, wraps and hands out a new key. */
  Uni<OpenedKey<K>> generate(KeyRequest request);

  /** Opens a wrapped key. */
  Uni<OpenedKey<K>> unwrap(KeyRequest request, WrappedKey wrapped);

  /**
   * Moves keys from one generation to another; no plain key comes here.
   *
   * @param source record of the source generation, sent only where asked for
   */
  Uni<Rewrapped> rewrap(RewrapOrder order, PackedKeys keys, PolicyRecord source);

  /**
   * The moved keys in the order of the request.
   *
   * @param wrapped 60 bytes each, zeros where the entry failed
   * @param failures of refused entries by their index, with the reason
   */
  record Rewrapped(Bytes wrapped, Map<Integer, FailureReason> failures) {}
}
