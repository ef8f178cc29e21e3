package io.customerkey.unwrap.vault;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one call to a vault; the classes and reasons are those of the rules' first table.
 *
 * @param <T> what the vault gives when it does
 */
public sealed interface VaultAnswer<T> {
  /**
   * @return everything that was seen of the call
   */
  Evidence evidence();

  /**
   * The vault did what it was asked.
   *
   * @param value what it gave
   * @param evidence of the call
   * @param <T> what it gave
   */
  record Ok<T>(T value, Evidence evidence) implements VaultAnswer<T> {}

  /**
   * A customer identity acted: key, permission, network rule, vault or consent was taken away.
   *
   * @param reason which
   * @param evidence of the call
   * @param <T> what was hoped for
   */
  record Denied<T>(DenialReason reason, Evidence evidence) implements VaultAnswer<T> {}

  /**
   * Nobody answered, or not to the point.
   *
   * @param reason how
   * @param retryAfter what the vault asked for, if it did
   * @param evidence of the call
   * @param <T> what was hoped for
   */
  record Unavailable<T>(UnavailableReason reason, Optional<Duration> retryAfter, Evidence evidence)
      implements VaultAnswer<T> {}

  /**
   * Our request or our data is wrong.
   *
   * @param reason how
   * @param evidence of the call
   * @param <T> what was hoped for
   */
  record Fault<T>(FaultReason reason, Evidence evidence) implements VaultAnswer<T> {}
}
