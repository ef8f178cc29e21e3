package io.customerkey.sharepoint;

import io.customerkey.servicekit.contract.TransactionsContract;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Moving keys locks their sites. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
final class TransactionsIT extends TransactionsContract {
  @Inject Pool pool;

  @Override
  protected Pool pool() {
    return pool;
  }
}
