package io.customerkey.dep.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check of a policy's customer keys found.
 *
 * @param result OPEN, SUSPECT, DENIED, BRAKED or UNREACHABLE
 * @param rounds how often both keys were asked
 * @param lastAttempts the newest at each key, in slot order
 * @param deniedSince for SUSPECT, DENIED and BRAKED
 * @param drop for DENIED: who has dropped the keys
 */
public record PolicyCheck(
    String result,
    int rounds,
    List<Attempt> lastAttempts,
    Optional<Instant> deniedSince,
    Optional<CacheDrop> drop) {
  /** Copies the attempts. */
  public PolicyCheck {
    lastAttempts = List.copyOf(lastAttempts);
  }
}
