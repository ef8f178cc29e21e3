package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.rules.CachedFacts;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A policy key as the capability to wrap and open keys under it.
 *
 * @param ref whose
 * @param facts what the cache rule looks at
 * @param wrapper initialised ciphers; closed when the key leaves the cache
 * @param epoch of the policy when it was opened
 * @param verdict that let it be opened
 * @param used whether it has served since it was opened
 */
public record CachedPolicyKey(
    PolicyRef ref,
    CachedFacts facts,
    KeyWrapper wrapper,
    long epoch,
    VerdictId verdict,
    AtomicBoolean used) {
  CachedPolicyKey(
      PolicyRef ref, CachedFacts facts, KeyWrapper wrapper, long epoch, VerdictId verdict) {
    this(ref, facts, wrapper, epoch, verdict, new AtomicBoolean());
  }

  /** Remembers a use; written once only, so that requests on many cores share the cache line. */
  void use() {
    if (!used.getPlain()) {
      used.setPlain(true);
    }
  }
}
