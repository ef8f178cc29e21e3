package io.customerkey.availability.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Denials and settings lock their policy: a frozen instance must not hold one for long. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "availability-key-vault"))
final class TransactionsIT {
  @Inject Pool pool;

  @Test
  void letGoOfTheirRowsWhenTheirOwnerIsFrozen() {
    var rows =
        pool.query("SHOW idle_in_transaction_session_timeout")
            .execute()
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(rows.iterator().next().getString(0)).isEqualTo("10s");
  }
}
