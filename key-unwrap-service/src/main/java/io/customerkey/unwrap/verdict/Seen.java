package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.rules.Knowledge;
import io.customerkey.unwrap.rules.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has seen of a pair. A value, changed by what it learns: the database's newest
 * revision, or an answer of its own before the database has it.
 *
 * @param state what is known
 * @param revision of the database's state that it rests on, 0 if on none
 * @param learnt when this instance learnt the newest success
 * @param suspected when it learnt of the first denial since
 */
public record Seen(PairState state, long revision, Moment learnt, Moment suspected) {
  /**
   * @param before what was seen, if anything
   * @param shared what the database says; a revision that is not newer changes nothing
   * @param now both clocks
   * @return what is seen now
   */
  public static Seen learn(@Nullable Seen before, SharedPair shared, Moment now) {
    return before != null && before.revision() >= shared.revision()
        ? before
        : of(before, shared.state(), shared.revision(), now);
  }

  /**
   * @param before what was seen, if anything
   * @param pair that was asked
   * @param result of an attempt of this instance
   * @param rule when a denial is confirmed
   * @param now both clocks
   * @return what is seen now
   */
  public static Seen learnLocally(
      @Nullable Seen before, Pair pair, AttemptResult result, Confirmation rule, Moment now) {
    PairState known = before == null ? pair.unknown() : before.state();
    Confirmation judge = pair.judged() && result.isNumbered() ? rule : Confirmation.NEVER;
    PairState after = known.after(result, judge, false, false, now.wall());
    return of(before, after, before == null ? 0 : before.revision(), now);
  }

  /** The same events keep the moments at which they were learnt. */
  private static Seen of(@Nullable Seen before, PairState after, long revision, Moment now) {
    if (before == null || !before.state().success().equals(after.success())) {
      return new Seen(after, revision, now, now);
    }
    boolean sameDenial =
        before.state().firstDenial().isPresent() && after.firstDenial().isPresent();
    return new Seen(after, revision, before.learnt(), sameDenial ? before.suspected() : now);
  }

  /**
   * @param sharedRead when the verdicts of the other instances were last read
   * @return what the cache rule looks at
   */
  public Knowledge knowledge(Moment sharedRead) {
    return new Knowledge(state, learnt, suspected, sharedRead);
  }
}
