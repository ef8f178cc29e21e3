package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Stored.RANDOM;
import static io.customerkey.unwrap.store.Stored.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.unwrap.fleet.Registry;
import io.customerkey.unwrap.probe.ProbeClaims;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.verdict.PairId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How the pairs are shared out over the instances that probe: the service itself is one. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class ProbeSharesIT {
  private static final Duration HOLD = Duration.ofSeconds(5);
  private static final Duration TAKEN_OVER = Duration.ofSeconds(10);

  @Inject ProbeClaims claims;
  @Inject Registry registry;
  @Inject RecordStore records;
  @Inject InstanceId service;
  @Inject Pool pool;

  @Test
  void givesASecondInstanceItsShareAndTakesItBackWithinTenSecondsOfItsDeath() {
    IntStream.range(0, 4).forEach(i -> get(records.save(Stored.record(Stored.directory()))));
    Awaitility.await().atMost(TAKEN_OVER).until(() -> of(service) == all());
    InstanceId second = InstanceId.random(RANDOM);
    get(registry.beat(second));
    AtomicReference<List<PairId>> mine = new AtomicReference<>(List.of());

    Awaitility.await()
        .atMost(TAKEN_OVER)
        .untilAsserted(() -> {
          mine.set(get(claims.claim(second, HOLD)));
          assertThat(mine.get()).hasSizeBetween((int) all() / 2, (int) (all() + 1) / 2);
          assertThat(of(service)).isEqualTo(all() - mine.get().size());
        });

    Awaitility.await().atMost(TAKEN_OVER).until(() -> of(service) == all());
    get(registry.left(second, second, true));
  }

  private long all() {
    return number(
        "SELECT count(DISTINCT pair_id) AS n FROM policy_record WHERE $1::uuid IS NOT NULL",
        service);
  }

  private long of(InstanceId instance) {
    return number(
        "SELECT count(*) AS n FROM key_pair WHERE prober = $1 AND prober_until > now()", instance);
  }

  private long number(String sql, InstanceId instance) {
    UUID id = instance.toUuid();
    return get(pool.preparedQuery(sql).execute(Tuple.of(id))).iterator().next().getLong("n");
  }
}
