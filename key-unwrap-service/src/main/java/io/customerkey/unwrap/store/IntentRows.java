package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Pair;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts before their answers, each counted as a call of its vault. */
final class IntentRows {
  private static final String NUMBERED =
      """
      WITH numbered AS (
        INSERT INTO key_pair (pair_id, key_one, key_other, attempts) VALUES ($6, $13, $14, 1)
        ON CONFLICT (pair_id) DO UPDATE SET attempts = key_pair.attempts + 1
        RETURNING attempts),
      counted AS (
        INSERT INTO vault_calls AS held (key_id, operation, day, calls)
        VALUES ($7, $8, ($11::timestamptz AT TIME ZONE 'UTC')::date, 1)
        ON CONFLICT (key_id, operation, day) DO UPDATE SET calls = held.calls + 1)
      INSERT INTO vault_attempt (attempt_id, verdict_id, tenant_id, policy_id, generation_id,
        pair_id, key_id, operation, purpose, subject, started, number, numbered)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 + attempts, clock_timestamp()
      FROM numbered
      RETURNING number\
      """;

  private static final String ALONE =
      """
      WITH counted AS (
        INSERT INTO vault_calls AS held (key_id, operation, day, calls)
        VALUES ($7, $8, ($11::timestamptz AT TIME ZONE 'UTC')::date, 1)
        ON CONFLICT (key_id, operation, day) DO UPDATE SET calls = held.calls + 1)
      INSERT INTO vault_attempt (attempt_id, verdict_id, tenant_id, policy_id, generation_id,
        pair_id, key_id, operation, purpose, subject, started, number)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      RETURNING number\
      """;

  private static final String LATE_PAIR =
      """
      INSERT INTO key_pair (pair_id, key_one, key_other) VALUES ($1, $2, $3)
      ON CONFLICT (pair_id) DO NOTHING\
      """;

  private static final String LATE =
      """
      WITH late AS (
        INSERT INTO vault_attempt (attempt_id, verdict_id, tenant_id, policy_id, generation_id,
          pair_id, key_id, operation, purpose, subject, started, number)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (attempt_id) DO NOTHING
        RETURNING key_id, operation, started)
      INSERT INTO vault_calls AS held (key_id, operation, day, calls)
      SELECT key_id, operation, (started AT TIME ZONE 'UTC')::date, 1 FROM late
      ON CONFLICT (key_id, operation, day) DO UPDATE SET calls = held.calls + 1\
      """;

  private IntentRows() {}

  /** Its number, if it is about a pair the next of that pair. */
  static Uni<Long> begin(SqlClient client, Intent intent) {
    Optional<Pair> pair = intent.pair();
    Tuple tuple = attempt(intent);
    pair.map(Pair::unknown)
        .ifPresent(keys ->
            tuple.addString(keys.one().key().toString()).addString(keys.other().key().toString()));
    return client
        .preparedQuery(pair.isPresent() ? NUMBERED : ALONE)
        .execute(tuple)
        .map(rows -> rows.iterator().next().getLong("number"));
  }

  /** Without a number; the same again changes nothing. */
  static Uni<Void> late(SqlClient transaction, Intent intent) {
    return pair(transaction, intent.pair())
        .chain(() -> transaction.preparedQuery(LATE).execute(attempt(intent)))
        .replaceWithVoid();
  }

  private static Tuple attempt(Intent intent) {
    Cause cause = intent.cause();
    @Nullable UUID pairId = intent.pair().map(named -> named.id().toUuid()).orElse(null);
    return tuple(
        intent.id().toUuid(),
        cause.verdict().toUuid(),
        cause.ref().tenant().toUuid(),
        cause.ref().policy().toUuid(),
        cause.ref().generation().toUuid(),
        pairId,
        intent.key().toString(),
        cause.operation().name(),
        cause.purpose().map(Purpose::name).orElse(null),
        cause.subject(),
        time(intent.began()),
        AttemptResult.UNNUMBERED);
  }

  private static Uni<Void> pair(SqlClient transaction, Optional<Pair> pair) {
    return pair.map(named ->
            transaction
                .preparedQuery(LATE_PAIR)
                .execute(
                    tuple(
                        named.id().toUuid(),
                        named.unknown().one().key().toString(),
                        named.unknown().other().key().toString()))
                .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
