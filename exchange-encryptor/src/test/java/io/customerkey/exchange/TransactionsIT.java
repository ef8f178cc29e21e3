package io.customerkey.exchange;

import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.servicekit.contract.TransactionsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Moving keys locks their mailboxes. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
final class TransactionsIT extends TransactionsContract {
  @Inject Pool pool;

  @Override
  protected Pool pool() {
    return pool;
  }
}
