package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.key.PolicyKey;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The policy keys that the attempts of one opening gave, until somebody takes one. What nobody took
 * is erased when this is closed, and what comes later, of an attempt that was aborted too late, at
 * once.
 */
final class Custody implements AutoCloseable {
  private final Set<PolicyKey> held = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  /** The key, this custody's own from now on. */
  synchronized PolicyKey keep(PolicyKey key) {
    if (closed) {
      key.close();
    } else {
      held.add(key);
    }
    return key;
  }

  /** The key, the caller's own from now on. */
  synchronized PolicyKey take(PolicyKey key) {
    held.remove(key);
    return key;
  }

  @Override
  public synchronized void close() {
    closed = true;
    held.forEach(PolicyKey::close);
    held.clear();
  }
}
