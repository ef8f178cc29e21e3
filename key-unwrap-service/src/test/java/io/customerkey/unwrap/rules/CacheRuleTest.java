package io.customerkey.unwrap.rules;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static io.customerkey.unwrap.verdict.Pairs.A;
import static io.customerkey.unwrap.verdict.Pairs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.Workload;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.SomeSettings;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.rules.Allowance.Ask;
import io.customerkey.unwrap.rules.Allowance.Serve;
import io.customerkey.unwrap.rules.Allowance.Why;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every time rule of the rules' section 4, by its default numbers. */
final class CacheRuleTest {
  private static final Duration TTL = Duration.ofHours(24);

  private Standing standing = standing(false, PolicyState.ACTIVE, Optional.empty());
  private Pairs pair = new Pairs(false);
  private Moment sharedRead = at(0);

  @Nested
  final class OpenedByACustomerKey {
    private final CachedFacts entry = entry(Authority.CUSTOMER, TTL);

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void servesEveryPurposeForThreeProbeIntervalsAfterASuccess(Purpose purpose) {
      pair.at(A, OK, 0);

      assertThat(mayUse(entry, purpose, 119)).isEqualTo(serve(1, false));
      assertThat(mayUse(entry, purpose, 120)).isEqualTo(new Ask(Why.NOT_PROBED));
    }

    @Test
    void asksBeforeAnythingIsKnown() {
      assertThat(mayUse(entry, Purpose.USER_READ, 1)).isEqualTo(new Ask(Why.NOT_PROBED));
    }

    @Test
    void servesWhileADenialIsSuspectedFifteenMinutesAtMost() {
      pair.at(A, OK, 0).both(DENIED, 30);
      sharedRead = at(929);

      assertThat(mayUse(entry, Purpose.USER_READ, 929)).isEqualTo(serve(1, true));
      assertThat(mayUse(entry, Purpose.USER_READ, 930)).isEqualTo(new Ask(Why.DENIED));
    }

    @Test
    void endsAtOnceWhenADenialIsConfirmed() {
      pair.at(A, OK, 0).both(DENIED, 1).both(DENIED, 6).both(DENIED, 11);

      assertThat(mayUse(entry, Purpose.USER_READ, 11)).isEqualTo(new Ask(Why.DENIED));
    }

    @Test
    void servesThroughAnOutageForTheGraceOfThePolicy() {
      pair.at(A, OK, 0).both(UNAVAILABLE, 40);
      sharedRead = at(4 * 3600 - 1);

      assertThat(mayUse(entry, Purpose.USER_READ, 4 * 3600 - 1)).isEqualTo(serve(1, false));
      assertThat(mayUse(entry, Purpose.USER_READ, 4 * 3600)).isEqualTo(new Ask(Why.GRACE_OVER));
    }

    @Test
    void servesNothingButItsOwnSuccessWhileCutOffFromTheOthers() {
      pair.at(A, OK, 0);
      assertThat(mayUse(entry, Purpose.USER_READ, 61)).isEqualTo(serve(59, false));

      pair.both(UNAVAILABLE, 40);
      assertThat(mayUse(entry, Purpose.USER_READ, 59)).isEqualTo(serve(1, false));
      assertThat(mayUse(entry, Purpose.USER_READ, 60)).isEqualTo(new Ask(Why.CUT_OFF));
    }

    @Test
    void servesByItsOwnSuccessNoLongerThanALeaseWhileCutOffHoweverSeldomItIsProbed() {
      standing = standing(Duration.ofMinutes(5));
      pair.at(A, OK, 0);
      assertThat(mayUse(entry, Purpose.USER_READ, 299)).isEqualTo(serve(1, false));
      assertThat(mayUse(entry, Purpose.USER_READ, 300)).isEqualTo(new Ask(Why.NOT_PROBED));

      sharedRead = at(700);
      assertThat(mayUse(entry, Purpose.USER_READ, 700)).isEqualTo(serve(200, false));
      assertThat(mayUse(entry, Purpose.USER_READ, 900)).isEqualTo(new Ask(Why.NOT_PROBED));
    }

    @Test
    void endsWithItsTimeToLive() {
      pair.at(A, OK, 24 * 3600 - 10);
      CachedFacts old = entry(Authority.CUSTOMER, TTL);

      assertThat(mayUse(old, Purpose.USER_READ, 24 * 3600 - 1)).isEqualTo(serve(1, false));
      assertThat(mayUse(old, Purpose.USER_READ, 24 * 3600)).isEqualTo(new Ask(Why.TTL));
    }

    @Test
    void doesNotLiveLongerWhenTheWallClockIsSetBack() {
      pair.at(A, OK, 0);
      Moment setBack = new Moment(START.plusSeconds(5), Duration.ofSeconds(121).toNanos());

      assertThat(CacheRule.mayUse(entry, knowledge(), standing, Purpose.USER_READ, setBack))
          .isEqualTo(new Ask(Why.NOT_PROBED));
    }

    @Test
    void suspicionAndOutageLastNoLongerWhenTheWallClockIsSetBack() {
      pair.at(A, OK, 0).both(UNAVAILABLE, 40);
      assertThat(setBack(4 * 3600)).isEqualTo(new Ask(Why.GRACE_OVER));

      pair.both(DENIED, 40);
      assertThat(setBack(940)).isEqualTo(new Ask(Why.DENIED));
    }

    private Allowance setBack(long seconds) {
      sharedRead = new Moment(START.plusSeconds(50), Duration.ofSeconds(seconds).toNanos());
      return CacheRule.mayUse(entry, knowledge(), standing, Purpose.USER_READ, sharedRead);
    }

    @Test
    void servesNobodyWhileThePolicyIsSuspended() {
      pair.at(A, OK, 0);
      standing = standing(false, PolicyState.ACTIVE, Optional.of(START.plusSeconds(60)));

      assertThat(mayUse(entry, Purpose.MAIL_DELIVERY, 59)).isEqualTo(new Ask(Why.POLICY));
      assertThat(mayUse(entry, Purpose.MAIL_DELIVERY, 60)).isInstanceOf(Serve.class);
    }

    @Test
    void servesNobodyOncePurged() {
      pair.at(A, OK, 0);
      standing = standing(false, PolicyState.PURGED, Optional.empty());

      assertThat(mayUse(entry, Purpose.USER_READ, 1)).isEqualTo(new Ask(Why.POLICY));
    }
  }

  @Nested
  final class OnTheProvidersOwnKeys {
    private final CachedFacts entry =
        new CachedFacts(
            Workload.EXCHANGE, Authority.CUSTOMER, at(0), TTL, true, AvailabilityMode.AUTOMATIC);

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void servesEveryPurposeUntilItsTimeToLiveEnds(Purpose purpose) {
      assertThat(mayUse(entry, purpose, 3600)).isEqualTo(serve(23 * 3600, false));
      assertThat(mayUse(entry, purpose, 24 * 3600)).isEqualTo(new Ask(Why.TTL));
    }

    @Test
    void waitsForNoVerdict() {
      pair.both(DENIED, 0).both(DENIED, 6).both(DENIED, 12).both(UNAVAILABLE, 20);

      assertThat(mayUse(entry, Purpose.USER_READ, 3600)).isEqualTo(serve(23 * 3600, false));
    }

    @Test
    void servesNobodyWhileThePolicyIsSuspendedOrOncePurged() {
      standing = standing(false, PolicyState.ACTIVE, Optional.of(START.plusSeconds(60)));
      assertThat(mayUse(entry, Purpose.USER_READ, 59)).isEqualTo(new Ask(Why.POLICY));

      standing = standing(false, PolicyState.PURGED, Optional.empty());
      assertThat(mayUse(entry, Purpose.USER_READ, 61)).isEqualTo(new Ask(Why.POLICY));
    }

    @Test
    void givesTheLongestLeaseAtMost() {
      assertThat(CacheRule.lease((Serve) mayUse(entry, Purpose.USER_READ, 3600)))
          .isEqualTo(CacheRule.LONGEST_LEASE);
    }
  }

  @Nested
  final class OpenedByTheAvailabilityKey {
    private final CachedFacts outage =
        entry(Authority.AVAILABILITY_OUTAGE, CacheRule.AVAILABILITY_TTL);
    private final CachedFacts system =
        entry(Authority.AVAILABILITY_SYSTEM, CacheRule.AVAILABILITY_TTL);

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void servesEveryPurposeFifteenMinutesWhileBothAreUnreachable(Purpose purpose) {
      pair.both(UNAVAILABLE, 0);
      sharedRead = at(890);

      assertThat(mayUse(outage, purpose, 899)).isEqualTo(serve(1, false));
      assertThat(mayUse(outage, purpose, 900)).isEqualTo(new Ask(Why.TTL));
    }

    @Test
    void servesNobodyWhileCutOffFromTheOthers() {
      pair.both(UNAVAILABLE, 0);

      assertThat(mayUse(outage, Purpose.USER_READ, 59)).isEqualTo(serve(1, false));
      assertThat(mayUse(outage, Purpose.USER_READ, 60)).isEqualTo(new Ask(Why.CUT_OFF));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void givesWayToTheCustomersKeysOnceOneAnswers(Purpose purpose) {
      pair.both(UNAVAILABLE, 0).at(A, OK, 5);

      assertThat(mayUse(outage, purpose, 6)).isEqualTo(new Ask(Why.AUTHORITY));
    }

    @Test
    void servesSystemActionsOnlyWhileDenied() {
      pair.both(DENIED, 0);

      assertThat(mayUse(system, Purpose.MAIL_DELIVERY, 1)).isInstanceOf(Serve.class);
      assertThat(mayUse(outage, Purpose.MAIL_DELIVERY, 1)).isInstanceOf(Serve.class);
      assertThat(mayUse(system, Purpose.USER_READ, 1)).isEqualTo(new Ask(Why.AUTHORITY));
      assertThat(mayUse(outage, Purpose.USER_READ, 1)).isEqualTo(new Ask(Why.AUTHORITY));
      assertThat(mayUse(system, Purpose.REENCRYPTION, 1)).isEqualTo(new Ask(Why.AUTHORITY));
    }

    @Test
    void servesNobodyWhileDeniedIfTheTenantIsStrict() {
      pair.both(DENIED, 0);
      standing = standing(true, PolicyState.ACTIVE, Optional.empty());

      assertThat(mayUse(system, Purpose.MAIL_DELIVERY, 1)).isEqualTo(new Ask(Why.AUTHORITY));
    }

    @Test
    void openedForSystemActionsServesNoUserInAnOutageThatFollows() {
      pair.both(UNAVAILABLE, 0);

      assertThat(mayUse(system, Purpose.USER_READ, 1)).isEqualTo(new Ask(Why.AUTHORITY));
    }
  }

  @Nested
  final class Leases {
    @Test
    void areFiveMinutesAtMost() {
      assertThat(CacheRule.lease(new Serve(Duration.ofHours(2), false)))
          .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void areTenSecondsAtMostWhileADenialIsSuspected() {
      assertThat(CacheRule.lease(new Serve(Duration.ofHours(2), true)))
          .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void neverReachPastWhatTheTableAllows() {
      assertThat(CacheRule.lease(new Serve(Duration.ofSeconds(3), true)))
          .isEqualTo(Duration.ofSeconds(3));
    }
  }

  private Allowance mayUse(CachedFacts entry, Purpose purpose, long seconds) {
    return CacheRule.mayUse(entry, knowledge(), standing, purpose, at(seconds));
  }

  private Knowledge knowledge() {
    Moment learnt =
        pair.state()
            .success()
            .map(success -> at(Duration.between(START, success.began()).toSeconds()))
            .orElse(at(0));
    Moment suspected =
        pair.state()
            .firstDenial()
            .map(denied -> at(Duration.between(START, denied).toSeconds()))
            .orElse(at(0));
    return new Knowledge(pair.state(), learnt, suspected, sharedRead);
  }

  private static CachedFacts entry(Authority authority, Duration ttl) {
    return new CachedFacts(
        Workload.EXCHANGE, authority, at(0), ttl, false, AvailabilityMode.AUTOMATIC);
  }

  private static Moment at(long seconds) {
    return new Moment(START.plusSeconds(seconds), Duration.ofSeconds(seconds).toNanos());
  }

  private static Allowance serve(long seconds, boolean suspect) {
    return new Serve(Duration.ofSeconds(seconds), suspect);
  }

  private static Standing standing(Duration probeInterval) {
    return new Standing(Optional.of(SomeSettings.probedEvery(probeInterval)));
  }

  private static Standing standing(
      boolean strict, PolicyState state, Optional<Instant> suspendedUntil) {
    return new Standing(Optional.of(SomeSettings.of(1, strict, state, suspendedUntil)));
  }
}
