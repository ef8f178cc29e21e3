package io.customerkey.encryptor.fake;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The tables of the service under test, for tests that look into them or tamper with them. */
@Singleton
public class Database {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** The number that a statement answers. */
  public long count(String sql, Object... values) {
    return run(sql, values).iterator().next().getLong(0);
  }

  /** Its own clock, in whole seconds since the epoch. */
  public long seconds() {
    return count("SELECT floor(extract(epoch FROM now()))::bigint");
  }

  /** How many rows a statement has changed. */
  public int execute(String sql, Object... values) {
    return run(sql, values).rowCount();
  }

  private RowSet<Row> run(String sql, Object... values) {
    return pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(PATIENCE);
  }
}
