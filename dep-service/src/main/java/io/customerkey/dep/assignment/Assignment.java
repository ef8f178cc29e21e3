package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which policy should protect a mailbox or site, and how far the encryptor followed.
 *
 * @param policy desired
 * @param version of the desire; grows with every change
 * @param assigned when it was last changed
 * @param applied what the encryptor reported last
 */
public record Assignment(
    PolicyId policy, long version, Instant assigned, Optional<Applied> applied) {
  /**
   * What is actual.
   *
   * @param version of the assignment that was applied
   * @param policy that wraps its key
   * @param at when
   */
  public record Applied(long version, PolicyId policy, Instant at) {}

  /** Whether the encryptor has followed. */
  public enum State {
    /** Not yet. */
    PENDING,
    /** Yes. */
    APPLIED
  }

  /** Whether the encryptor has followed this version. */
  public State state() {
    return applied.filter(a -> a.version() >= version).isPresent() ? State.APPLIED : State.PENDING;
  }
}
