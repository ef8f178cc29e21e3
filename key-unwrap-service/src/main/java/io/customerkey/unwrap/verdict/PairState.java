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
 */
public record PairState(
    KeyTally one,
    KeyTally other,
    Optional<Success> success,
    long lastDenial,
    Optional<Instant> newestBegan,
    Optional<Instant> deniedSince) {
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
   * @return number of the newest success, 0 if none
   */
  public long lastSuccess() {
    return success.map(Success::number).orElse(0L);
  }

  /**
   * Learns from an attempt. A success counts only if its attempt was written after the newest
   * denied one, and anything else only if it was written after the newest success; so late answers
   * change nothing.
   *
   * @param result what the attempt taught
   * @param rule when a denial is confirmed
   * @param fallback whether a tenant on the pair chose that one denied and one unavailable is no
   *     denial
   * @param now wall clock
   * @return what is known now
   */
  public PairState after(AttemptResult result, Confirmation rule, boolean fallback, Instant now) {
    if (!one.key().equals(result.key()) && !other.key().equals(result.key())) {
      throw new IllegalArgumentException("not a key of this pair");
    }
    Optional<Instant> newest =
        newestBegan
            .filter(last -> last.isAfter(result.began()))
            .or(() -> Optional.of(result.began()));
    if (result.outcome() == Outcome.OK) {
      return result.number() > lastDenial && result.number() > lastSuccess()
          ? succeeded(result, newest)
          : seen(newest);
    }
    return result.number() > lastSuccess()
        ? failed(result, rule, fallback, newest, now)
        : seen(newest);
  }

  private PairState succeeded(AttemptResult result, Optional<Instant> newest) {
    return new PairState(
        KeyTally.empty(one.key()),
        KeyTally.empty(other.key()),
        Optional.of(new Success(result.number(), result.began())),
        lastDenial,
        newest,
        Optional.empty());
  }

  private PairState failed(
      AttemptResult result,
      Confirmation rule,
      boolean fallback,
      Optional<Instant> newest,
      Instant now) {
    KeyTally first =
        one.key().equals(result.key()) ? one.after(result.outcome(), result.began()) : one;
    KeyTally second =
        other.key().equals(result.key()) ? other.after(result.outcome(), result.began()) : other;
    long denial =
        result.outcome() == Outcome.DENIED ? Math.max(lastDenial, result.number()) : lastDenial;
    Optional<Instant> denied =
        deniedSince.or(() ->
            rule.holds(first, second, fallback, now)
                ? firstDenial(first, second)
                : Optional.empty());
    return new PairState(first, second, success, denial, newest, denied);
  }

  private PairState seen(Optional<Instant> newest) {
    return new PairState(one, other, success, lastDenial, newest, deniedSince);
  }

  /**
   * @return when the first of the denials since the last success began
   */
  public Optional<Instant> firstDenial() {
    return firstDenial(one, other);
  }

  private static Optional<Instant> firstDenial(KeyTally first, KeyTally second) {
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
