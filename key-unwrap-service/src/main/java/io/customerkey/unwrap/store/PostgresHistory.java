package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.verdict.History;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Deletes old attempts, verdicts, changes of state, counts and keys in short statements. */
@Singleton
final class PostgresHistory implements History {
  private static final String ATTEMPTS =
      """
      DELETE FROM vault_attempt WHERE attempt_id IN (
        SELECT attempt_id FROM vault_attempt WHERE started < $1 ORDER BY started LIMIT $2
        FOR UPDATE SKIP LOCKED)\
      """;
  private static final String VERDICTS =
      """
      DELETE FROM verdict WHERE verdict_id IN (
        SELECT verdict_id FROM verdict WHERE decided < $1 ORDER BY decided LIMIT $2
        FOR UPDATE SKIP LOCKED)\
      """;

  private static final String CHANGES =
      """
      DELETE FROM health_change WHERE (policy_id, number) IN (
        SELECT policy_id, number FROM health_change WHERE changed < $1 ORDER BY changed LIMIT $2
        FOR UPDATE SKIP LOCKED)\
      """;
  private static final String CALLS =
      """
      DELETE FROM vault_calls WHERE (key_id, operation, day) IN (
        SELECT key_id, operation, day FROM vault_calls
        WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date ORDER BY day LIMIT $2
        FOR UPDATE SKIP LOCKED)\
      """;
  private static final String KEYS =
      """
      DELETE FROM policy_key_version WHERE (generation_id, key_id) IN (
        SELECT generation_id, key_id FROM policy_key_version WHERE left_at < $1 ORDER BY left_at
        LIMIT $2 FOR UPDATE SKIP LOCKED)\
      """;

  private final Pool pool;

  PostgresHistory(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Boolean> forget(Instant before, int most) {
    return Multi.createFrom()
        .items(ATTEMPTS, VERDICTS, CHANGES, CALLS, KEYS)
        .onItem()
        .transformToUniAndConcatenate(statement -> delete(statement, before, most))
        .collect()
        .asList()
        .map(deleted -> deleted.stream().allMatch(rows -> rows < most));
  }

  private Uni<Integer> delete(String sql, Instant before, int most) {
    return pool.preparedQuery(sql)
        .execute(tuple(time(before), (long) most))
        .map(rows -> rows.rowCount());
  }
}
