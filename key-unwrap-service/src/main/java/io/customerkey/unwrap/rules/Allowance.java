package io.customerkey.unwrap.rules;

import java.time.Duration;

/** Whether a cached key may serve. */
public sealed interface Allowance {
  /**
   * It may.
   *
   * @param left for how long, if nothing changes; positive
   * @param suspect whether a denial is about to be confirmed or cleared
   */
  record Serve(Duration left, boolean suspect) implements Allowance {}

  /**
   * It may not; the vaults have to be asked.
   *
   * @param why for the log
   */
  record Ask(Why why) implements Allowance {}

  /** Why a cached key may not serve. */
  enum Why {
    /** Its time to live is over. */
    TTL,
    /** Nothing has been learnt about its pair lately. */
    NOT_PROBED,
    /** The tenant suspended or purged the policy. */
    POLICY,
    /** A denial is confirmed, or was not cleared in time. */
    DENIED,
    /** Both vaults have been unreachable for longer than the policy allows. */
    GRACE_OVER,
    /** This instance is cut off from the others' verdicts. */
    CUT_OFF,
    /** Who opened it may not serve this purpose now. */
    AUTHORITY
  }
}
