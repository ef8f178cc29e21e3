package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.LogAwayException;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.events.EventWriter;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.rules.BrakeRule;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.AttemptResult;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.SharedPair;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts and what they teach, in one transaction each. */
@Singleton
@Typed(DurableLog.class)
final class PostgresAttemptLog implements DurableLog {
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

  /** From now on the call's own beginning stands there, not that of writing the intent down. */
  private static final String COMPLETE =
      """
      UPDATE vault_attempt SET ended = $2, outcome = $3, reason = $4, http_status = $5,
        error_code = $6, server_request_id = $7, stage = $8, started = $9
      WHERE attempt_id = $1 AND ended IS NULL
      RETURNING numbered\
      """;

  private static final String LOCK =
      """
      SELECT k.*, clock_timestamp() AS now, coalesce((SELECT bool_or(p.fallback) FROM policy_record r
        JOIN policy p USING (policy_id) WHERE r.pair_id = k.pair_id), false) AS fallback
      FROM key_pair k WHERE k.pair_id = $1 FOR UPDATE OF k\
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final EventWriter events;
  private final PairRows pairs;
  private final VerdictChanges changes;
  private final BrakeRows brakes;
  private final Confirmation rule;

  PostgresAttemptLog(
      Pool pool,
      Outbox outbox,
      EventWriter events,
      KeyUriParser keys,
      VerdictChanges changes,
      BrakeRows brakes,
      Confirmation rule) {
    this.pool = pool;
    this.outbox = outbox;
    this.events = events;
    this.pairs = new PairRows(keys);
    this.changes = changes;
    this.brakes = brakes;
    this.rule = rule;
  }

  @Override
  public Uni<Long> begin(Intent intent) {
    Optional<Pair> pair = intent.pair();
    Tuple tuple = attempt(intent);
    pair.map(Pair::unknown)
        .ifPresent(keys ->
            tuple.addString(keys.one().key().toString()).addString(keys.other().key().toString()));
    return pool.preparedQuery(pair.isPresent() ? NUMBERED : ALONE)
        .execute(tuple)
        .map(rows -> rows.iterator().next().getLong("number"))
        .onFailure(Away::is)
        .transform(LogAwayException::new);
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

  @Override
  public Uni<Void> late(Intent intent) {
    return pool.withTransaction(tx ->
            pair(tx, intent.pair())
                .chain(() -> tx.preparedQuery(LATE).execute(attempt(intent)))
                .replaceWithVoid())
        .onFailure(Away::is)
        .transform(LogAwayException::new);
  }

  private static Uni<Void> pair(SqlConnection tx, Optional<Pair> pair) {
    return pair.map(named ->
            tx.preparedQuery(LATE_PAIR)
                .execute(
                    tuple(
                        named.id().toUuid(),
                        named.unknown().one().key().toString(),
                        named.unknown().other().key().toString()))
                .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Learnt> complete(Completion completion) {
    return pool.withTransaction(tx ->
            write(tx, completion)
                .chain(news ->
                    news.map(result -> learn(tx, completion, result))
                        .orElseGet(() -> Uni.createFrom().item(Learnt.NOTHING))))
        .invoke(outbox::wake)
        .onFailure(Away::is)
        .transform(LogAwayException::new);
  }

  private Uni<Learnt> learn(SqlConnection tx, Completion completion, AttemptResult result) {
    return completion
        .intent()
        .pair()
        .filter(Pair::judged)
        .map(pair -> learn(tx, pair, completion, result))
        .orElseGet(() -> Uni.createFrom().item(Learnt.NOTHING));
  }

  /**
   * What it teaches, if that is news: an answer is written once, and its use told once. What the
   * database numbered began by its clock, whatever the instance's wall clock said.
   */
  private Uni<Optional<AttemptResult>> write(SqlConnection tx, Completion c) {
    Evidence e = c.evidence();
    List<OutboxEvent> used =
        c.intent().cause().operation() == Operation.DESCRIBE
            ? List.of()
            : List.of(events.keyUsed(c));
    return tx.preparedQuery(COMPLETE)
        .execute(
            tuple(
                c.intent().id().toUuid(),
                time(e.ended()),
                c.outcome().name(),
                c.reason(),
                e.httpStatus(),
                e.errorCode(),
                e.serverRequestId(),
                e.stage().text(),
                time(e.started())))
        .chain(rows ->
            rows.rowCount() > 0
                ? outbox.append(tx, used).replaceWith(Optional.of(timed(rows.iterator().next(), c)))
                : Uni.createFrom().item(Optional.empty()));
  }

  private static AttemptResult timed(Row row, Completion c) {
    return Columns.maybeInstant(row, "numbered").map(c.result()::begun).orElseGet(c::result);
  }

  private Uni<Learnt> learn(
      SqlConnection tx, Pair pair, Completion completion, AttemptResult result) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(pair.id().toUuid()))
        .chain(rows -> {
          var row = rows.iterator().next();
          PairState before = pairs.read(row).state();
          return judged(tx, row, before, completion, result)
              .chain(judged -> save(tx, before, judged, completion));
        });
  }

  /** What an answer teaches, and whether it is a denial that waits for an operator. */
  private record Judged(PairState after, boolean withheld) {}

  private Uni<Judged> judged(
      SqlConnection tx, Row row, PairState before, Completion completion, AttemptResult result) {
    Instant now = Columns.instant(row, "now");
    boolean fallback = row.getBoolean("fallback");
    PairState plain = before.after(result, rule, fallback, false, now);
    boolean denied = result.outcome() == Outcome.DENIED;
    Optional<String> cause =
        denied
            ? Optional.of(completion.reason())
            : Optional.ofNullable(row.getString("denial_cause"));
    if (result.outcome() == Outcome.OK || before.isDenied() || cause.isEmpty()) {
      return Uni.createFrom().item(new Judged(plain, false));
    }
    return brakes
        .isOn(tx, cause.get(), denied, plain.isDenied(), now)
        .map(on -> {
          boolean withheld = on && denied && needsRuling(completion);
          AttemptResult counted = withheld ? result.as(Outcome.UNAVAILABLE) : result;
          return new Judged(
              on ? before.after(counted, rule, fallback, true, now) : plain, withheld);
        });
  }

  private static boolean needsRuling(Completion denied) {
    return BrakeRule.needsRuling(
        DenialReason.valueOf(denied.reason().toUpperCase(Locale.ROOT)), denied.evidence().stage());
  }

  private Uni<Learnt> save(
      SqlConnection tx, PairState before, Judged judged, Completion completion) {
    String cause = completion.outcome() == Outcome.DENIED ? completion.reason() : null;
    return tx.preparedQuery(PairRows.UPDATE)
        .execute(PairRows.update(judged.after(), cause))
        .map(updated -> updated.iterator().next().getLong("revision"))
        .chain(revision ->
            changed(tx, before, judged.after(), completion)
                .map(raised ->
                    new Learnt(
                        Optional.of(new SharedPair(judged.after(), revision)),
                        raised,
                        judged.withheld())));
  }

  private Uni<List<EpochRaised>> changed(
      SqlConnection tx, PairState before, PairState after, Completion completion) {
    return before.isDenied() == after.isDenied()
        ? Uni.createFrom().item(List.of())
        : changes.write(tx, after, completion.intent().cause().verdict());
  }
}
