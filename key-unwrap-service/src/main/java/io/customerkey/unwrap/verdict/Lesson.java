package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.verdict.PairState.Success;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one attempt changes about a pair; its laws are those of {@link PairState#after}.
 *
 * @param before what was known
 * @param result what the attempt taught
 * @param rule when a denial is confirmed
 * @param fallback whether a tenant on the pair chose that one denied and one unavailable is no
 *     denial
 * @param brake whether the brake holds denials like this one
 * @param now wall clock
 */
record Lesson(
    PairState before,
    AttemptResult result,
    Confirmation rule,
    boolean fallback,
    boolean brake,
    Instant now) {
  /** A pair is probed more often than this, whatever its policies ask for. */
  private static final Duration UNWATCHED = PolicySettings.LONGEST_PROBE.plusMinutes(1);

  /**
   * @return what is known now
   */
  PairState learnt() {
    if (!result.numbered()) {
      return unnumbered();
    }
    if (result.outcome() == Outcome.OK) {
      return result.number() > before.lastDenial() && result.number() > before.lastSuccess()
          ? succeeded(result.number())
          : seen();
    }
    return result.number() > before.lastSuccess() ? failed() : seen();
  }

  private PairState unnumbered() {
    boolean late =
        before.success().map(last -> !result.began().isAfter(last.began())).orElse(false);
    if (late) {
      return seen();
    }
    if (result.outcome() != Outcome.OK) {
      return failed();
    }
    boolean interrupted =
        before.isDenied()
            || before.firstDenial().isPresent()
            || before.lastDenial() > before.lastSuccess();
    return interrupted ? seen() : succeeded(before.lastSuccess());
  }

  private PairState seen() {
    return new PairState(
        before.one(),
        before.other(),
        before.success(),
        before.lastDenial(),
        newestBegan(),
        before.deniedSince(),
        before.brakedSince());
  }

  private PairState succeeded(long number) {
    return new PairState(
        KeyTally.empty(before.one().key()),
        KeyTally.empty(before.other().key()),
        Optional.of(new Success(number, result.began())),
        before.lastDenial(),
        newestBegan(),
        Optional.empty(),
        Optional.empty());
  }

  private PairState failed() {
    KeyTally one = tallied(before.one());
    KeyTally other = tallied(before.other());
    Optional<Instant> confirmed =
        rule.holds(one, other, fallback || brake, now)
            ? PairState.firstDenial(one, other)
            : Optional.empty();
    Optional<Instant> held =
        brake && !before.isDenied() && confirmed.isPresent()
            ? Optional.of(heldSince()).filter(since -> now.isBefore(since.plus(rule.braked())))
            : Optional.empty();
    return new PairState(
        one,
        other,
        before.success(),
        result.outcome() == Outcome.DENIED
            ? Math.max(before.lastDenial(), result.number())
            : before.lastDenial(),
        newestBegan(),
        before.deniedSince().or(() -> held.isPresent() ? Optional.empty() : confirmed),
        held);
  }

  private KeyTally tallied(KeyTally tally) {
    boolean own = tally.key().equals(result.key());
    if (brake && result.outcome() != Outcome.DENIED) {
      return own ? tally.interrupted(result.outcome(), result.began()) : tally.anew(result.began());
    }
    return own ? tally.after(result.outcome(), result.began()) : tally;
  }

  /** Of the time before the brake held it nobody knows that nothing interrupted it. */
  private Instant heldSince() {
    boolean watched =
        before
            .newestBegan()
            .map(last -> !last.plus(UNWATCHED).isBefore(result.began()))
            .orElse(false);
    return before.brakedSince().filter(since -> watched).orElse(now);
  }

  private Optional<Instant> newestBegan() {
    return before
        .newestBegan()
        .filter(last -> last.isAfter(result.began()) && !last.isAfter(now))
        .or(() -> Optional.of(result.began()));
  }
}
