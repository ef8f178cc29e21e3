package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Stored.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Every answer of a vault locks its pair: a frozen instance must not hold one for long. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class TransactionsIT {
  @Inject Pool pool;

  @Test
  void letGoOfTheirRowsWhenTheirOwnerIsFrozen() {
    var rows = get(pool.query("SHOW idle_in_transaction_session_timeout").execute());

    assertThat(rows.iterator().next().getString(0)).isEqualTo("10s");
  }
}
