package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.servicekit.outbox.Outbox;
import io.customerkey.unwrap.rules.BrakeRule;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.Brakes;
import io.customerkey.unwrap.verdict.PairState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Brakes, and what follows from an operator's ruling. */
@Singleton
final class PostgresBrakes implements Brakes {
  private static final String LIST =
      """
      SELECT b.*, (SELECT count(DISTINCT r.policy_id) FROM key_pair k
        JOIN policy_record r USING (pair_id)
        WHERE k.braked_since IS NOT NULL AND k.denial_cause = b.cause) AS held
      FROM brake b ORDER BY b.cause\
      """;

  private static final String RULE =
      """
      UPDATE brake SET until = $2, ruled_until = $3, ruling = $4, ruled_by = $5, ruled = $6
      WHERE cause = $1\
      """;

  private static final String HELD =
      """
      SELECT * FROM key_pair WHERE braked_since IS NOT NULL AND denial_cause = $1
      ORDER BY pair_id FOR UPDATE\
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final PairRows pairs;
  private final VerdictChanges changes;
  private final BrakeRule rule;
  private final RandomGenerator random;
  private final Clock clock;

  PostgresBrakes(
      Pool pool,
      Outbox outbox,
      KeyUriParser keys,
      VerdictChanges changes,
      BrakeRule rule,
      RandomGenerator random,
      Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.pairs = new PairRows(keys);
    this.changes = changes;
    this.rule = rule;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Uni<List<View>> list() {
    return pool.query(LIST).execute().map(rows -> Columns.list(rows, PostgresBrakes::view));
  }

  private static View view(Row row) {
    return new View(
        DenialReason.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        BrakeRows.brake(row),
        Columns.instant(row, "engaged"),
        row.getInteger("tenants"),
        row.getInteger("held"),
        Optional.ofNullable(row.getString("ruling")).map(Ruling::valueOf),
        Optional.ofNullable(row.getString("ruled_by")));
  }

  /**
   * The brake is off before the pairs are changed: answers that come meanwhile are judged without
   * it. Answers lock a pair before its brake, so this holds no brake while it locks pairs.
   */
  @Override
  public Uni<Optional<View>> rule(DenialReason cause, Ruling ruling, String operator) {
    var now = clock.instant();
    var ruled = rule.ruled(now);
    return pool.preparedQuery(RULE)
        .execute(
            tuple(
                cause.text(),
                time(ruled.until()),
                time(ruled.ruledUntil()),
                ruling.name(),
                operator,
                time(now)))
        .chain(() -> pool.withTransaction(tx -> settle(tx, cause, ruling)))
        .invoke(outbox::wake)
        .chain(this::list)
        .map(all -> all.stream().filter(view -> view.cause() == cause).findFirst());
  }

  private Uni<Void> settle(SqlConnection tx, DenialReason cause, Ruling ruling) {
    return tx.preparedQuery(HELD)
        .execute(tuple(cause.text()))
        .chain(rows ->
            Multi.createFrom()
                .iterable(Columns.list(rows, row -> pairs.read(row).state()))
                .onItem()
                .transformToUniAndConcatenate(state -> settle(tx, state, ruling))
                .onItem()
                .ignoreAsUni());
  }

  private Uni<Boolean> settle(SqlConnection tx, PairState held, Ruling ruling) {
    PairState after =
        switch (ruling) {
          case CONFIRMED -> held.confirmed();
          case RELEASED -> held.released();
        };
    return tx.preparedQuery(PairRows.UPDATE)
        .execute(PairRows.update(after, null))
        .chain(() ->
            after.isDenied()
                ? changes.write(tx, after, VerdictId.random(random)).replaceWith(true)
                : Uni.createFrom().item(true));
  }
}
