package io.customerkey.servicekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A frozen or cut-off instance must not hold rows that the others wait for. */
public abstract class TransactionsContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The service's own connections, as it configures them. */
  protected abstract Pool pool();

  @Test
  public void letGoOfTheirRowsWhenTheirOwnerIsFrozen() {
    var rows =
        pool().query("SHOW idle_in_transaction_session_timeout").execute().await().atMost(PATIENCE);

    assertThat(rows.iterator().next().getString(0)).isEqualTo("10s");
  }
}
