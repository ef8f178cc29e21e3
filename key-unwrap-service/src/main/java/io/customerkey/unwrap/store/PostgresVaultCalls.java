package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.PolicyId;
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
      SELECT key_id, operation, day, calls FROM vault_calls
      WHERE key_id = ANY($1) AND day >= $2 ORDER BY key_id, operation, day\
      """;

  private static final String KEYS =
      """
      SELECT key_id, max(bits) AS bits FROM policy_key_version
      WHERE policy_id = $1 AND (left_at IS NULL OR left_at >= $2::date::timestamp AT TIME ZONE 'UTC')
      GROUP BY key_id ORDER BY key_id\
      """;

  private final Pool pool;

  PostgresVaultCalls(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<List<KeyVersion>> keys(PolicyId policy, LocalDate from) {
    return pool.preparedQuery(KEYS)
        .execute(tuple(policy.toUuid(), from))
        .map(rows ->
            Columns.list(
                rows, row -> new KeyVersion(row.getString("key_id"), row.getInteger("bits"))));
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
                        row.getLocalDate("day"),
                        row.getLong("calls"))));
  }
}
