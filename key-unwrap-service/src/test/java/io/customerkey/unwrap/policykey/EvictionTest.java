package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.AvailabilityMode;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pairs;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvictionTest {
  private static final Duration DAY = Eviction.UNUSED.plusSeconds(1);

  private final House house = new House();
  private final Eviction eviction =
      new Eviction(house.cache, house.usage, house.board, house.clocks, new Eviction.Bounds(4, 2));
  private final TenantId large = TenantId.random(house.random);
  private long number = 1;

  @Test
  void letsNothingLeaveWhileThereIsRoom() {
    answered(Outcome.OK);
    fill(3);
    house.clock.advance(DAY);

    eviction.makeRoom(house.record);

    assertThat(house.cache.size()).isEqualTo(3);
  }

  @Test
  void letsTheLongestUnusedOfTheLargestTenantLeave() {
    answered(Outcome.OK);
    CachedPolicyKey first = cached(large);
    house.clock.advance(Duration.ofSeconds(1));
    cached(large);
    fill(2);
    first.use();
    house.clock.advance(Duration.ofSeconds(1));
    house.usage.look();
    house.clock.advance(DAY);

    eviction.makeRoom(house.record);

    assertThat(house.cache.all()).contains(first).hasSize(3);
  }

  @Test
  void keepsWhatServedWithinADay() {
    answered(Outcome.OK);
    fill(4);
    house.clock.advance(DAY);
    house.cache.all().forEach(CachedPolicyKey::use);

    refused();
    assertThat(house.cache.size()).isEqualTo(4);
  }

  @Test
  void letsLeaveWhatNeverServedThoughItWasOpenedAgain() {
    answered(Outcome.OK);
    fill(4);
    house.usage.look();
    house.clock.advance(DAY.minusHours(2));
    house.cache.all().forEach(key -> cached(key.ref()));
    house.usage.look();
    refused();

    house.clock.advance(Duration.ofHours(3));
    eviction.makeRoom(house.record);

    assertThat(house.cache.size()).isEqualTo(3);
  }

  @Test
  void keepsWhatCouldNotBeOpenedAgain() {
    answered(Outcome.OK);
    answered(Outcome.UNAVAILABLE);
    fill(4);
    house.clock.advance(DAY);

    refused();
    answered(Outcome.OK);
    eviction.makeRoom(house.record);

    assertThat(house.cache.size()).isEqualTo(3);
  }

  @Test
  void givesNoTenantMoreThanItsShare() {
    answered(Outcome.OK);
    CachedPolicyKey other = cached(large);
    cached(house.record.ref().tenant());
    cached(house.record.ref().tenant());

    refused();
    house.clock.advance(DAY);
    eviction.makeRoom(house.record);

    assertThat(house.cache.all()).contains(other).hasSize(2);
  }

  @Test
  void needsNoRoomForAKeyThatTakesTheOldOnesPlace() {
    house.acquire(Purpose.USER_READ);
    fill(4);

    eviction.makeRoom(house.record);

    assertThat(house.cache.size()).isEqualTo(5);
  }

  @Test
  void opensNothingThatFindsNoRoom() {
    fill(4);
    var opening = new RoomForEach(house.opening(house.random), eviction);

    assertThatThrownBy(() ->
            opening
                .open(
                    house.record,
                    new Cause(
                        house.record.ref(),
                        Operation.UNWRAP,
                        Optional.of(Purpose.USER_READ),
                        "",
                        VerdictId.random(house.random)))
                .await()
                .indefinitely())
        .isInstanceOf(RefusedException.class);
    assertThat(house.vault.calls()).isEmpty();
  }

  private void refused() {
    assertThatThrownBy(() -> eviction.makeRoom(house.record))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("room");
  }

  private void answered(Outcome outcome) {
    house.board.learnLocally(
        house.record.pair(), new AttemptResult(Pairs.A, number++, outcome, house.clock.instant()));
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      cached(TenantId.random(house.random));
    }
  }

  private CachedPolicyKey cached(TenantId tenant) {
    return cached(
        new PolicyRef(tenant, PolicyId.random(house.random), GenerationId.random(house.random)));
  }

  private CachedPolicyKey cached(PolicyRef ref) {
    var facts =
        new CachedFacts(
            Workload.EXCHANGE,
            Authority.CUSTOMER,
            house.clocks.now(),
            Duration.ofDays(30),
            false,
            AvailabilityMode.OFF);
    try (PolicyKey key = PolicyKey.generate(house.random)) {
      var cached =
          new CachedPolicyKey(
              ref,
              house.record.pair(),
              facts,
              key.wrapper(ref.tenant(), ref.generation()),
              0,
              VerdictId.random(house.random));
      house.cache.put(cached);
      return cached;
    }
  }
}
