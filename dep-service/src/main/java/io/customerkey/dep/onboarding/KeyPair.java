package io.customerkey.dep.onboarding;

import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.List;

/**
 * The two keys that are looked at, as the admin named them.
 *
 * @param keys two, in slot order
 */
public record KeyPair(List<KeyUri> keys) {
  /** Refuses another number of keys with ARGUMENT_INVALID, field {@code keys}. */
  public KeyPair {
    keys = List.copyOf(keys);
    if (keys.size() != PolicyDraft.KEYS) {
      throw CustomerKeyException.invalid("keys", "exactly two keys, in two vaults");
    }
  }

  /** The first. */
  public KeyUri one() {
    return keys.get(0);
  }

  /** The second. */
  public KeyUri other() {
    return keys.get(1);
  }
}
