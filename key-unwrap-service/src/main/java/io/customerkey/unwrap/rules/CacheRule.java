package io.customerkey.unwrap.rules;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance.Ask;
import io.customerkey.unwrap.rules.Allowance.Serve;
import io.customerkey.unwrap.rules.Allowance.Why;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Every time rule of cached policy keys, in one function (rules, section 4). Caches, leases and
 * documentation derive from it.
 */
public final class CacheRule {
  /** Longest lease. */
  public static final Duration LONGEST_LEASE = Duration.ofMinutes(5);

  /** Longest lease while a denial is about to be confirmed or cleared. */
  public static final Duration SUSPECT_LEASE = Duration.ofSeconds(10);

  /** How long a key that the availability key opened lives. */
  public static final Duration AVAILABILITY_TTL = Duration.ofMinutes(15);

  static final int PROBES_MISSED = 3;
  static final Duration SUSPECT_AT_MOST = Duration.ofMinutes(15);
  static final Duration SHARED_AT_MOST = Duration.ofSeconds(60);

  private CacheRule() {}

  /**
   * @param entry the cached key
   * @param knowledge of its pair
   * @param standing of its policy
   * @param purpose wanted
   * @param now both clocks
   * @return whether it may serve
   */
  public static Allowance mayUse(
      CachedFacts entry, Knowledge knowledge, Standing standing, Purpose purpose, Moment now) {
    if (standing.isSuspended(now) || standing.isPurged()) {
      return new Ask(Why.POLICY);
    }
    Duration left = entry.began().left(entry.ttl(), now);
    if (!isPositive(left)) {
      return new Ask(Why.TTL);
    }
    if (entry.authority() != Authority.CUSTOMER) {
      Allowance allowed = byAvailability(entry, knowledge.pair(), standing, purpose, left);
      return entry.providerManaged() ? allowed : shared(knowledge, now, allowed);
    }
    return entry.providerManaged()
        ? new Serve(left, false)
        : bounded(left, byVerdict(knowledge, standing, now));
  }

  /**
   * @param serve what the rule allows now
   * @return how long a caller may cache what it is given
   */
  public static Duration lease(Serve serve) {
    Duration most = serve.suspect() ? SUSPECT_LEASE : LONGEST_LEASE;
    return shorter(most, serve.left());
  }

  private static Allowance byVerdict(Knowledge k, Standing standing, Moment now) {
    return switch (k.pair().verdict(standing.fallback())) {
      case PairVerdict.Unknown unknown -> new Ask(Why.NOT_PROBED);
      case PairVerdict.Open open -> {
        Duration span = standing.probeInterval().multipliedBy(PROBES_MISSED);
        Duration byReceipt = shorter(k.learnt().left(span, now), heard(k, now));
        yield until(shorter(from(open.success(), span, now), byReceipt), false, Why.NOT_PROBED);
      }
      case PairVerdict.Suspect suspect ->
          shared(k, now, until(suspected(suspect.firstDenied(), k, now), true, Why.DENIED));
      case PairVerdict.Coasting coasting ->
          shared(
              k,
              now,
              until(
                  shorter(
                      from(coasting.success(), standing.outageGrace(), now),
                      k.learnt().left(standing.outageGrace(), now)),
                  false,
                  Why.GRACE_OVER));
      case PairVerdict.Braked braked ->
          shared(k, now, until(suspected(braked.since(), k, now), true, Why.DENIED));
      case PairVerdict.Denied denied -> new Ask(Why.DENIED);
    };
  }

  private static Allowance byAvailability(
      CachedFacts entry, PairState pair, Standing standing, Purpose purpose, Duration left) {
    Situation now = situation(entry.workload(), pair, standing, purpose, entry.mode());
    boolean allowed =
        switch (DecisionTable.decide(now)) {
          case Decision.ByCustomerKey customer -> false;
          case Decision.Refuse refuse -> false;
          case Decision.ByAvailabilityKey by ->
              entry.authority() == Authority.AVAILABILITY_OUTAGE
                  || by.authority() == Authority.AVAILABILITY_SYSTEM;
        };
    return allowed
        ? new Serve(shorter(left, SUSPECT_AT_MOST), pair.firstDenial().isPresent())
        : new Ask(Why.AUTHORITY);
  }

  /**
   * @param workload of the policy
   * @param pair what is known
   * @param standing of the policy
   * @param purpose wanted
   * @param mode of the availability key
   * @return what the decision table looks at, by the newest answers since the last success
   */
  public static Situation situation(
      Workload workload,
      PairState pair,
      Standing standing,
      Purpose purpose,
      AvailabilityMode mode) {
    return new Situation(
        workload,
        pair.one().last().orElse(Outcome.OK),
        pair.other().last().orElse(Outcome.OK),
        purpose.action(),
        mode,
        standing.strict(),
        standing.fallback(),
        pair.isDenied(),
        standing.isRecovering());
  }

  /** Nobody serves longer on what others may have changed than it may go on without asking them. */
  private static Allowance shared(Knowledge k, Moment now, Allowance allowance) {
    Duration left = k.sharedRead().left(SHARED_AT_MOST, now);
    return isPositive(left) ? bounded(left, allowance) : new Ask(Why.CUT_OFF);
  }

  /** Who is cut off has ended when a drop that it does not hear of says that all leases have. */
  private static Duration heard(Knowledge k, Moment now) {
    Duration own = k.learnt().left(LONGEST_LEASE, now);
    Duration shared = k.sharedRead().left(LONGEST_LEASE, now);
    return own.compareTo(shared) >= 0 ? own : shared;
  }

  private static Allowance until(Duration left, boolean suspect, Why otherwise) {
    return isPositive(left) ? new Serve(left, suspect) : new Ask(otherwise);
  }

  private static Allowance bounded(Duration most, Allowance allowance) {
    return switch (allowance) {
      case Serve serve -> new Serve(shorter(most, serve.left()), serve.suspect());
      case Ask ask -> ask;
    };
  }

  private static Duration suspected(Instant firstDenied, Knowledge k, Moment now) {
    return shorter(
        from(firstDenied, SUSPECT_AT_MOST, now), k.suspected().left(SUSPECT_AT_MOST, now));
  }

  private static Duration from(Instant start, Duration span, Moment now) {
    return Duration.between(now.wall(), start).plus(span);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
