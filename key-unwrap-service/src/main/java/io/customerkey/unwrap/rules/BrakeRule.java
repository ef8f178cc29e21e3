package io.customerkey.unwrap.rules;

import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Stage;
import java.time.Duration;
import java.time.Instant;

/**
 * When so many unrelated tenants are denied by the same cause that the cloud's mistake is likelier
 * than their wish (rules, section 5).
 *
 * @param tenants how many must turn at least
 * @param percent of all tenants who must turn at least
 * @param window within which they turn
 * @param hold how long an uninterrupted denial waits, and how long the brake stays on after the
 *     last denial that it held
 * @param ruling how long an operator's ruling keeps it off
 */
public record BrakeRule(int tenants, int percent, Duration window, Duration hold, Duration ruling) {
  /** Five tenants or 2 % of them in five minutes; fifteen minutes; an hour. */
  public static final BrakeRule DEFAULT =
      new BrakeRule(5, 2, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

  private static final int WHOLE = 100;

  /** Refuses a brake that would be on for one tenant alone, and times that are not positive. */
  public BrakeRule {
    if (tenants < 2 || percent < 0 || percent > WHOLE) {
      throw new IllegalArgumentException(
          "the brake needs 2 tenants or more, and 0 to 100 percent of them");
    }
    if (!isPositive(window) || !isPositive(hold) || !isPositive(ruling)) {
      throw new IllegalArgumentException("the brake's times are positive");
    }
  }

  /**
   * @param fleet unrelated tenants with customer keys of their own
   * @return how many of them must turn
   */
  public long threshold(long fleet) {
    return Math.max(tenants, Math.ceilDiv(fleet * percent, WHOLE));
  }

  /**
   * A denial by the cause is about to be confirmed.
   *
   * @param brake of the cause, as it is
   * @param turned unrelated tenants both of whose keys were denied by the cause, first within the
   *     window
   * @param fleet unrelated tenants with customer keys of their own
   * @param now wall clock
   * @return the brake from now on
   */
  public Brake judge(Brake brake, long turned, long fleet, Instant now) {
    boolean holds = !brake.isRuled(now) && (brake.isOn(now) || turned >= threshold(fleet));
    return holds ? new Brake(now.plus(hold), Instant.EPOCH) : brake;
  }

  /**
   * A denial by the cause was seen.
   *
   * @param brake of the cause, as it is
   * @param now wall clock
   * @return the brake from now on: it does not run out while it holds something
   */
  public Brake seen(Brake brake, Instant now) {
    return brake.isOn(now) ? new Brake(now.plus(hold), brake.ruledUntil()) : brake;
  }

  /**
   * @param now wall clock
   * @return the brake once an operator has ruled
   */
  public Brake ruled(Instant now) {
    return new Brake(Instant.EPOCH, now.plus(ruling));
  }

  /**
   * @param reason of a denial
   * @param stage that the call reached
   * @return whether, while the brake is on, it counts as unavailable until an operator has ruled
   */
  public static boolean needsRuling(DenialReason reason, Stage stage) {
    return stage == Stage.TOKEN
        || reason == DenialReason.NETWORK_RULE
        || reason == DenialReason.CONSENT_REMOVED;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
