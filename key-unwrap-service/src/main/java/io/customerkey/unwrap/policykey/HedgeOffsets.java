package io.customerkey.unwrap.policykey;

import io.customerkey.unwrap.vault.VaultHost;
import java.time.Duration;
import java.util.Map;

/**
 * How long the second vault waits for the first.
 *
 * @param usual for a first vault that is not named
 * @param exceptions by the first vault's host
 */
public record HedgeOffsets(Duration usual, Map<VaultHost, Duration> exceptions) {
  /** Refuses a negative offset. */
  public HedgeOffsets {
    exceptions = Map.copyOf(exceptions);
    if (usual.isNegative() || exceptions.values().stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("an offset is not negative");
    }
  }

  Duration after(VaultHost first) {
    return exceptions.getOrDefault(first, usual);
  }
}
