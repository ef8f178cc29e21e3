package io.customerkey.unwrap.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DropCachesTest {
  private final House house = new House();
  private final DropCaches drops =
      new DropCaches(new OneOfTwo(), new OneOfTwo(), house.board, house.clocks);
  private int counted;

  @Test
  void waitsNoLongerThanItMayThoughTheWallClockIsSetBack() {
    DropCaches.Dropped dropped =
        drops
            .acknowledged(house.record.ref().policy(), Duration.ofSeconds(5))
            .await()
            .atMost(Duration.ofSeconds(20));

    assertThat(counted).isBetween(3, 6);
    assertThat(dropped.count()).isEqualTo(new Acknowledgements.Count(2, 1));
    assertThat(dropped.leasesEnd()).contains(Pairs.START.plus(Attachments.LEASES));
  }

  /**
   * One has not acknowledged; each look takes two seconds, and the first sets the wall clock back.
   */
  private final class OneOfTwo implements Acknowledgements, SharedVerdicts {
    @Override
    public Uni<Count> count(PolicyId policy, long epoch) {
      return Uni.createFrom()
          .item(() -> {
            if (counted == 0) {
              house.clock.set(Duration.ofHours(-1));
            }
            counted++;
            house.clock.advance(Duration.ofSeconds(2));
            return new Count(2, 1);
          });
    }

    @Override
    public Uni<Void> acknowledge(InstanceId instance, PolicyId policy, long epoch) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<Snapshot> read(Optional<Instant> since) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Uni<Optional<EpochRaised>> raise(
        TenantId tenant, PolicyId policy, EpochRaised.Cause cause) {
      throw new UnsupportedOperationException("not needed here");
    }
  }
}
