package io.customerkey.unwrap.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.rules.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a suspension ends. */
final class StandingTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final Standing standing = suspended(START.plusSeconds(900));

  @Test
  void endsWhenBothClocksSaySo() {
    assertThat(standing.isSuspended(at(899, 899))).isTrue();
    assertThat(standing.isSuspended(at(900, 900))).isFalse();
  }

  @Test
  void isNotEndedByAWallClockThatIsSet() {
    assertThat(standing.isSuspended(at(86_400, 899))).isTrue();
    assertThat(standing.isSuspended(at(-86_400, 900))).isTrue();
  }

  @Test
  void lastsUntilItIsResumedIfItHasNoEnd() {
    Standing forever = suspended(Instant.parse("9999-12-31T23:59:59Z"));

    assertThat(forever.isSuspended(at(3_000_000_000L, 3_000_000_000L))).isTrue();
  }

  @Test
  void endsByTheWallClockWhereNobodyKnowsWhenItWasLearnt() {
    var unknown = new Standing(standing.settings());

    assertThat(unknown.isSuspended(at(899, 0))).isTrue();
    assertThat(unknown.isSuspended(at(900, 0))).isFalse();
  }

  private static Moment at(long wallSeconds, long seconds) {
    return new Moment(START.plusSeconds(wallSeconds), seconds * 1_000_000_000L);
  }

  private static Standing suspended(Instant until) {
    var settings =
        new PolicySettings(
            new TenantId(new Id128(0, 1)),
            new PolicyId(new Id128(0, 2)),
            new Sequence(1, 1),
            PolicyState.ACTIVE,
            Map.of(),
            false,
            false,
            PolicySettings.DEFAULT_GRACE,
            PolicySettings.DEFAULT_PROBE_INTERVAL,
            Optional.of(until),
            new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.empty(), List.of()));
    return new Standing(Optional.of(settings), Optional.of(at(0, 0)));
  }
}
