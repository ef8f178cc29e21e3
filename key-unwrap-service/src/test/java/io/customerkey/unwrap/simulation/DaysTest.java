package io.customerkey.unwrap.simulation;

import static io.customerkey.unwrap.verdict.Outcome.DENIED;
import static io.customerkey.unwrap.verdict.Outcome.OK;
import static io.customerkey.unwrap.verdict.Outcome.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.attempt.Operation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Hours and days of a policy with default settings. Prints what happened when. */
final class DaysTest {
  private static final Duration CALM = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String BY_CUSTOMER = "USER_READ is served by CUSTOMER";
  private static final String BY_AVAILABILITY = "USER_READ is served by AVAILABILITY_OUTAGE";
  private static final String REFUSED = "USER_READ is served by nobody: CUSTOMER_KEY_DENIED";
  private static final String ALERT = "operators are alerted: the key cannot be refreshed";
  private static final String REFRESHED = "the key is refreshed";

  private final Life life = new Life();

  @AfterEach
  void print(TestInfo test) {
    System.out.println(test.getDisplayName() + "\n" + life);
  }

  @Test
  void coastsThroughAnOutageForFourHoursThenAsksTheAvailabilityKey() {
    life.pass(hours(1), CALM);
    life.vaults(UNAVAILABLE, UNAVAILABLE);
    life.pass(hours(6), CALM);
    life.vaults(OK, OK);
    life.pass(MINUTE.multipliedBy(2), CALM);

    assertThat(life.when(BY_CUSTOMER, Duration.ZERO)).isLessThanOrEqualTo(MINUTE);
    assertThat(life.when(BY_AVAILABILITY, Duration.ZERO))
        .isBetween(hours(5).minus(MINUTE), hours(5).plus(MINUTE));
    assertThat(life.when(BY_CUSTOMER, hours(7))).isLessThanOrEqualTo(hours(7).plus(MINUTE));
    assertThat(life.happened(REFUSED)).isFalse();
  }

  @Test
  void opensTheKeyAgainAheadOfItsEndAndNobodyWaits() {
    life.pass(hours(50), CALM.multipliedBy(3));

    Duration first = life.when(REFRESHED, Duration.ZERO);
    assertThat(first).isBetween(hours(22).minus(MINUTE.multipliedBy(13)), hours(22).plus(MINUTE));
    assertThat(life.when(REFRESHED, first.plus(MINUTE)).minus(first))
        .isBetween(hours(22).minus(MINUTE.multipliedBy(13)), hours(22).plus(MINUTE));
    assertThat(life.house.logs.intents())
        .filteredOn(intent -> intent.cause().operation() == Operation.UNWRAP)
        .as("the first request, and two refreshes")
        .hasSize(3);
    assertThat(life.happened(ALERT)).isFalse();
  }

  @Test
  void callsForHelpWhileThereIsTimeLeft() {
    life.pass(hours(21), CALM.multipliedBy(3));
    life.vaults(UNAVAILABLE, UNAVAILABLE);
    life.pass(hours(4), CALM.multipliedBy(3));

    Duration alert = life.when(ALERT, Duration.ZERO);
    Duration end = life.when(BY_AVAILABILITY, Duration.ZERO);
    assertThat(alert).isLessThanOrEqualTo(hours(22).plus(MINUTE.multipliedBy(17)));
    assertThat(end).isBetween(hours(24), hours(24).plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void revokesWithinAMinuteAndRestoresWithinAMinute() {
    life.pass(hours(1), CALM);
    life.vaults(DENIED, DENIED);
    life.pass(MINUTE.multipliedBy(2), SECOND);
    life.vaults(UNAVAILABLE, UNAVAILABLE);
    life.pass(hours(1), CALM);
    life.vaults(OK, UNAVAILABLE);
    life.pass(MINUTE.multipliedBy(2), SECOND);

    Duration revoked = hours(1);
    assertThat(life.when(REFUSED, revoked)).isLessThanOrEqualTo(revoked.plusSeconds(58));
    Duration outage = revoked.plus(MINUTE.multipliedBy(2));
    assertThat(life.happened(BY_AVAILABILITY)).as("not in the outage that follows").isFalse();
    assertThat(life.happened("SEARCH_INDEX is served by AVAILABILITY_SYSTEM")).isTrue();
    Duration opened = outage.plus(hours(1));
    assertThat(life.when(BY_CUSTOMER, outage)).isBetween(opened, opened.plus(MINUTE));
  }

  @Test
  void neitherClockAloneLengthensAnything() {
    life.pass(hours(1), CALM);
    life.vaults(UNAVAILABLE, UNAVAILABLE);
    life.pass(hours(2), CALM);
    life.setWall(hours(-3));
    life.pass(hours(3), CALM);
    life.vaults(OK, OK);
    life.pass(MINUTE.multipliedBy(2), CALM);

    assertThat(life.when(BY_AVAILABILITY, Duration.ZERO))
        .isLessThanOrEqualTo(hours(5).plus(MINUTE));
    assertThat(life.when(BY_CUSTOMER, hours(6))).isLessThanOrEqualTo(hours(6).plus(MINUTE));
  }

  @Test
  void aWallClockThatIsSetBackDoesNotStopTheProbes() {
    life.pass(hours(5), CALM);
    life.setWall(hours(-4));
    int before = life.house.vault.calls().size();
    life.pass(hours(1), CALM);

    assertThat(life.house.vault.calls().size() - before)
        .as("one each interval, jittered downward, and a request or two")
        .isBetween(85, 105);
    assertThat(life.happened(BY_AVAILABILITY)).isFalse();
  }

  private static Duration hours(long hours) {
    return Duration.ofHours(hours);
  }
}
