package io.customerkey.availability.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.availability.rules.Standing;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SuspensionsTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final PolicyId POLICY = new PolicyId(new Id128(1, 2));
  private static final Instant UNTIL = START.plusSeconds(900);

  private Instant wall = START;
  private Duration passed = Duration.ZERO;
  private final Suspensions suspensions = new Suspensions(new Wall(), () -> passed.toNanos());

  @Test
  void holdsUntilBothClocksSayThatItIsOver() {
    learn(Optional.of(UNTIL));

    at(899, 899);
    assertThat(holds()).isTrue();
    at(900, 900);
    assertThat(holds()).isFalse();
  }

  @Test
  void isNotEndedByAWallClockThatIsSetForward() {
    learn(Optional.of(UNTIL));

    at(86_400, 899);
    assertThat(holds()).isTrue();
  }

  @Test
  void isNotEndedByAWallClockThatIsSetBack() {
    learn(Optional.of(UNTIL));

    at(-86_400, 900);
    assertThat(holds()).isTrue();
  }

  @Test
  void ofWhichAProcessLearnsAtItsStartEndsByTheWallClock() {
    at(600, 5);
    assertThat(holds()).isTrue();

    at(900, 305);
    assertThat(holds()).isFalse();
  }

  @Test
  void holdsUntilItIsResumed() {
    Instant never = Instant.parse("9999-12-31T23:59:59Z");
    learn(Optional.of(never));
    at(86_400L * 365, 86_400L * 365);

    assertThat(suspensions.holds(POLICY, never)).isTrue();
  }

  private void learn(Optional<Instant> until) {
    suspensions.learn(POLICY, new Settings(Standing.IN_USE, false, false, until));
  }

  private boolean holds() {
    return suspensions.holds(POLICY, UNTIL);
  }

  private void at(long wallSeconds, long seconds) {
    wall = START.plusSeconds(wallSeconds);
    passed = Duration.ofSeconds(seconds);
  }

  private final class Wall extends Clock {
    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
