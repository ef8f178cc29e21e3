package io.customerkey.dep.policy;

import io.customerkey.crypto.id.VerdictId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the customer keys of a policy are worth now.
 *
 * @param health in a word: HEALTHY, DENIED …
 * @param since when
 * @param lastSuccess when a customer key last opened a copy
 * @param lastAttempts at each key
 * @param epoch of the policy
 * @param darkBoundMillis after a vault's first refusal, by which reads have ended in the worst case
 * @param verdict that decided last
 * @param cached whether a usable policy key is cached where it was asked
 */
public record PolicyHealth(
    String health,
    Optional<Instant> since,
    Optional<Instant> lastSuccess,
    List<Attempt> lastAttempts,
    long epoch,
    long darkBoundMillis,
    Optional<VerdictId> verdict,
    boolean cached) {
  /** Copies the attempts. */
  public PolicyHealth {
    lastAttempts = List.copyOf(lastAttempts);
  }
}
