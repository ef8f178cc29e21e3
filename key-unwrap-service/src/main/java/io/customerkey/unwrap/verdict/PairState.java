package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.KeyUri;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a pair of customer-key versions. Changes only by {@link #after}; kept in the
 * database, so that it is the same in every instance and survives restarts.
 *
 * @param one first key, by sorted key id
 * @param other second key
 * @param success the newest success that counts
 * @param lastDenial number of the newest denied attempt, 0 if none
 * @param newestBegan when the newest attempt began
 * @param deniedSince present while a denial is confirmed: since when
 * @param brakedSince present while a confirmed denial waits because the brake is on: since when the
 *     brake holds it without interruption
 */
public record PairState(
    KeyTally one,
    KeyTally other,
    Optional<Success> success,
    long lastDenial,
    Optional<Instant> newestBegan,
    Optional<Instant> deniedSince,
    Optional<Instant> brakedSince) {
  /**
   * A customer key opened a copy.
   *
   * @param number of the attempt
   * @param began when it began
   */
  public record Success(long number, Instant began) {}

  /**
   * @param one a key
   * @param other the other key
   * @return nothing is known
   */
  public static PairState unknown(KeyUri one, KeyUri other) {
    boolean sorted = one.toString().compareTo(other.toString()) <= 0;
    return new PairState(
        KeyTally.empty(sorted ? one : other),
        KeyTally.empty(sorted ? other : one),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @return which pair
   */
  public PairId id() {
    return PairId.of(one.key(), other.key());
  }

  /**
   * @return whether a denial is confirmed and no customer key has opened a copy since
   */
  public boolean isDenied() {
    return deniedSince.isPresent();
  }

  /**
   * @param key one of the two
   * @return what happened at it since the last success
   */
  public KeyTally tally(KeyUri key) {
    if (one.key().equals(key)) {
      return one;
    }
    if (other.key().equals(key)) {
      return other;
    }
    throw new IllegalArgumentException("not a key of this pair");
  }

  /**
   * @return number of the newest success, 0 if none
   */
  public long lastSuccess() {
    return success.map(Success::number).orElse(0L);
  }

  /**
   * Learns from an attempt. A success counts only if its attempt was written after the newest
   * denied one, and anything else only if it was written after the newest success; so late answers
   * change nothing. What could not be numbered clears no denial: a success only prolongs what no
   * denial interrupted, and anything else counts if it began after the newest success; a denial
   * among it is taken for newer than all that was numbered before it was learnt. While the brake is
   * on, a denial waits until the brake has held it long enough without interruption; a key that is
   * unreachable interrupts it, and so does a time in which nobody asked.
   *
   * @param result what the attempt taught
   * @param rule when a denial is confirmed
   * @param fallback whether a tenant on the pair chose that one denied and one unavailable is no
   *     denial
   * @param brake whether the brake holds denials like this one
   * @param now wall clock
   * @return what is known now
   */
  public PairState after(
      AttemptResult result, Confirmation rule, boolean fallback, boolean brake, Instant now) {
    tally(result.key());
    return new Lesson(this, result, rule, fallback, brake, now).learnt();
  }

  /**
   * @return this, once an operator has ruled that the denial that waits is the tenants' wish
   */
  public PairState confirmed() {
    return new PairState(
        one,
        other,
        success,
        lastDenial,
        newestBegan,
        deniedSince.or(() -> brakedSince.flatMap(since -> firstDenial())),
        Optional.empty());
  }

  /**
   * @return this, once an operator has ruled that the denial that waits has to be confirmed anew
   */
  public PairState released() {
    return new PairState(
        KeyTally.empty(one.key()),
        KeyTally.empty(other.key()),
        success,
        lastDenial,
        newestBegan,
        deniedSince,
        Optional.empty());
  }

  /**
   * @return when the first of the denials since the last success began
   */
  public Optional<Instant> firstDenial() {
    return firstDenial(one, other);
  }

  static Optional<Instant> firstDenial(KeyTally first, KeyTally second) {
    return Stream.of(first, second).flatMap(t -> t.firstDenied().stream()).min(Instant::compareTo);
  }

  /**
   * @param fallback whether the policy's tenant chose that one denied and one unavailable counts as
   *     unavailable
   * @return the verdict that cached keys and probes follow
   */
  public PairVerdict verdict(boolean fallback) {
    if (deniedSince.isPresent()) {
      return new PairVerdict.Denied(deniedSince.get());
    }
    Optional<Instant> first = firstDenial();
    if (brakedSince.isPresent()) {
      return new PairVerdict.Braked(first.orElse(brakedSince.get()));
    }
    if (first.isPresent() && !(fallback && (isUnreachable(one) || isUnreachable(other)))) {
      return new PairVerdict.Suspect(first.get());
    }
    if (success.isEmpty()) {
      return new PairVerdict.Unknown();
    }
    Instant began = success.get().began();
    boolean bothFailed = one.last().isPresent() && other.last().isPresent();
    return bothFailed ? new PairVerdict.Coasting(began) : new PairVerdict.Open(began);
  }

  private static boolean isUnreachable(KeyTally tally) {
    return tally
        .last()
        .map(last -> last == Outcome.UNAVAILABLE || last == Outcome.FAULT)
        .orElse(false);
  }
}
