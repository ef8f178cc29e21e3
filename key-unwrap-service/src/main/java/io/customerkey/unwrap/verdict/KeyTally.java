package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened at one key of a pair since a key of the pair last opened a copy.
 *
 * @param key key id with version
 * @param last class of the newest answer, if any
 * @param denials how often it was denied
 * @param firstDenied when, first
 * @param lastDenied when, last
 * @param unreachableSince since when nobody answers; empty after a denial
 */
public record KeyTally(
    KeyUri key,
    Optional<Outcome> last,
    int denials,
    Optional<Instant> firstDenied,
    Optional<Instant> lastDenied,
    Optional<Instant> unreachableSince) {
  /**
   * @param key key id with version
   * @return nothing happened
   */
  public static KeyTally empty(KeyUri key) {
    return new KeyTally(
        key, Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  KeyTally after(Outcome outcome, Instant began) {
    Optional<Outcome> newest = Optional.of(outcome);
    return switch (outcome) {
      case OK -> empty(key);
      case DENIED ->
          new KeyTally(
              key,
              newest,
              denials + 1,
              earliest(firstDenied, began),
              Optional.of(began),
              Optional.empty());
      case UNAVAILABLE ->
          new KeyTally(
              key, newest, denials, firstDenied, lastDenied, earliest(unreachableSince, began));
      case FAULT -> new KeyTally(key, newest, denials, firstDenied, lastDenied, Optional.empty());
    };
  }

  /** Unreachable, or at fault, where only an uninterrupted denial counts: none has begun. */
  KeyTally interrupted(Outcome outcome, Instant began) {
    return empty(key).after(outcome, began);
  }

  /** The other key interrupted the denial of both: this one's begins anew. */
  KeyTally anew(Instant began) {
    return wasDenied()
        ? new KeyTally(
            key, last, 1, Optional.of(began), Optional.of(began), Optional.<Instant>empty())
        : this;
  }

  /** An attempt that began earlier, or by a clock that was ahead, moves the beginning back. */
  private static Optional<Instant> earliest(Optional<Instant> known, Instant began) {
    return known.filter(first -> !first.isAfter(began)).or(() -> Optional.of(began));
  }

  boolean wasDenied() {
    return denials > 0;
  }
}
