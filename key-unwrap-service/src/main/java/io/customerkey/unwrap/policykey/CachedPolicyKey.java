package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.verdict.Pair;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A policy key as the capability to wrap and open keys under it.
 *
 * @param ref whose
 * @param pair of customer keys that its verdict hangs on
 * @param facts what the cache rule looks at
 * @param wrapper initialised ciphers; closed when the key leaves the cache
 * @param epoch of the policy when it was opened
 * @param verdict that let it be opened
 * @param used whether it has served since the last look
 */
public record CachedPolicyKey(
    PolicyRef ref,
    Pair pair,
    CachedFacts facts,
    KeyWrapper wrapper,
    long epoch,
    VerdictId verdict,
    AtomicBoolean used) {
  CachedPolicyKey(
      PolicyRef ref,
      Pair pair,
      CachedFacts facts,
      KeyWrapper wrapper,
      long epoch,
      VerdictId verdict) {
    this(ref, pair, facts, wrapper, epoch, verdict, new AtomicBoolean());
  }

  /** Remembers a use; written once only, so that requests on many cores share the cache line. */
  void use() {
    if (!used.getPlain()) {
      used.setPlain(true);
    }
  }

  /** Whether it served since the last time this was asked. */
  boolean wasUsed() {
    boolean was = used.getPlain();
    if (was) {
      used.setPlain(false);
    }
    return was;
  }
}
