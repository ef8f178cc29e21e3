package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.health.VaultCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Calls to vaults, counted where attempts are written. */
@Singleton
final class PostgresVaultCalls implements VaultCalls {
  private static final String SINCE =
      """
      SELECT key_id, operation, sum(calls)::bigint AS calls FROM vault_calls
      WHERE key_id = ANY($1) AND day >= $2
      GROUP BY key_id, operation ORDER BY key_id, operation\
      """;

  private final Pool pool;

  PostgresVaultCalls(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<List<Count>> since(List<String> keys, LocalDate from) {
    return pool.preparedQuery(SINCE)
        .execute(tuple(keys.toArray(String[]::new), from))
        .map(rows ->
            Columns.list(
                rows,
                row ->
                    new Count(
                        row.getString("key_id"),
                        row.getString("operation").toLowerCase(Locale.ROOT),
                        row.getLong("calls"))));
  }
}
