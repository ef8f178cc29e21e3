package io.customerkey.unwrap.store;

import io.customerkey.localstack.testing.StackResource;
import io.customerkey.servicekit.contract.TransactionsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Every answer of a vault locks its pair. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class TransactionsIT extends TransactionsContract {
  @Inject Pool pool;

  @Override
  protected Pool pool() {
    return pool;
  }
}
