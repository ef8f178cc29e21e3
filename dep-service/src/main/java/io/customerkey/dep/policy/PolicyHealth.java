package io.customerkey.dep.policy;

import io.customerkey.crypto.id.VerdictId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the customer keys of a policy are worth now.
 *
 * @param state in a word and why
 * @param lastSuccess when a customer key last opened a copy
 * @param lastAttempts the newest answered one at each key
 * @param epoch of the policy
 * @param darkBoundMillis after a vault's first refusal, by which reads have ended in the worst case
 * @param cached whether a usable policy key is cached where it was asked
 * @param cacheExpires when that key leaves memory there unless it is renewed
 * @param keys the two customer keys in the versions in use
 * @param usage what the vaults were asked this month
 */
public record PolicyHealth(
    State state,
    Optional<Instant> lastSuccess,
    List<Attempt> lastAttempts,
    long epoch,
    long darkBoundMillis,
    boolean cached,
    Optional<Instant> cacheExpires,
    List<Key> keys,
    VaultUsage usage) {
  /** Copies the lists. */
  public PolicyHealth {
    lastAttempts = List.copyOf(lastAttempts);
    keys = List.copyOf(keys);
  }

  /**
   * A state as key-unwrap-service derived it.
   *
   * @param health in a word: HEALTHY, DENIED …
   * @param reason why: KEYS_OPEN, DENIAL_CONFIRMED …
   * @param detail for people
   * @param since when
   * @param until when it ends by itself
   * @param verdict that decided
   */
  public record State(
      String health,
      String reason,
      String detail,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<VerdictId> verdict) {
    /** Of a policy whose keys nobody asked. */
    public static final State UNKNOWN =
        new State(
            "UNKNOWN",
            "NEVER_ASKED",
            "no customer key was asked yet",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * A customer key.
   *
   * @param id with version
   * @param bits length of the modulus
   */
  public record Key(String id, int bits) {}
}
