package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.servicekit.outbox.OutboxEvent;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.DurableLog;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Learnt;
import io.customerkey.unwrap.attempt.LogAwayException;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.events.EventWriter;
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

/** Attempts and what they teach, in one transaction each. */
@Singleton
@Typed(DurableLog.class)
final class PostgresAttemptLog implements DurableLog {
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
    return IntentRows.begin(pool, intent).onFailure(Away::is).transform(LogAwayException::new);
  }

  @Override
  public Uni<Void> late(Intent intent) {
    return pool.withTransaction(tx -> IntentRows.late(tx, intent))
        .onFailure(Away::is)
        .transform(LogAwayException::new);
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
          AttemptResult learnt = result.learntAfter(row.getLong("attempts"));
          return judged(tx, row, before, completion, learnt)
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
