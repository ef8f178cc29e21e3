package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.rules.Brake;
import io.customerkey.unwrap.rules.BrakeRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Judges brakes in the transaction that writes an answer down. */
@Singleton
final class BrakeRows {
  private static final String FIND = "SELECT until, ruled_until FROM brake WHERE cause = $1";

  /** Tenants of one directory are related and count once; so do all pairs of a tenant. */
  private static final String COUNT =
      """
      SELECT count(DISTINCT coalesce(r.directory_id, r.tenant_id)) AS fleet,
        count(DISTINCT coalesce(r.directory_id, r.tenant_id)) FILTER (
          WHERE k.denial_cause = $1 AND k.one_denials > 0 AND k.other_denials > 0
            AND least(k.one_first_denied, k.other_first_denied) > $2) AS turned
      FROM key_pair k JOIN policy_record r USING (pair_id)
      WHERE k.success_number IS NOT NULL\
      """;

  private static final String ENGAGE =
      """
      INSERT INTO brake AS held (cause, engaged, until, ruled_until, tenants)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (cause) DO UPDATE SET engaged = excluded.engaged, until = excluded.until,
        tenants = excluded.tenants
      WHERE held.until <= $2 AND held.ruled_until <= $2\
      """;

  private static final String EXTEND =
      "UPDATE brake SET until = greatest(until, $2) WHERE cause = $1";

  /** It is not written again for less. */
  private static final Duration STEP = Duration.ofSeconds(30);

  private final BrakeRule rule;
  private final Alerts alerts;

  BrakeRows(BrakeRule rule, Alerts alerts) {
    this.rule = rule;
    this.alerts = alerts;
  }

  /**
   * @param tx that writes the answer
   * @param cause of the denial
   * @param denied whether the answer is a denial
   * @param confirming whether it would be confirmed by it
   * @param now wall clock
   * @return whether the cause's brake is on
   */
  Uni<Boolean> isOn(
      SqlConnection tx, String cause, boolean denied, boolean confirming, Instant now) {
    return tx.preparedQuery(FIND)
        .execute(tuple(cause))
        .map(rows -> Columns.first(rows, BrakeRows::brake).orElse(Brake.OFF))
        .chain(brake -> {
          if (brake.isOn(now)) {
            return denied ? extend(tx, cause, brake, now) : Uni.createFrom().item(true);
          }
          return confirming && !brake.isRuled(now)
              ? judge(tx, cause, brake, now)
              : Uni.createFrom().item(false);
        });
  }

  static Brake brake(Row row) {
    return new Brake(Columns.instant(row, "until"), Columns.instant(row, "ruled_until"));
  }

  private Uni<Boolean> extend(SqlConnection tx, String cause, Brake brake, Instant now) {
    Brake seen = rule.seen(brake, now);
    return seen.until().isBefore(brake.until().plus(STEP))
        ? Uni.createFrom().item(true)
        : tx.preparedQuery(EXTEND).execute(tuple(cause, time(seen.until()))).replaceWith(true);
  }

  private Uni<Boolean> judge(SqlConnection tx, String cause, Brake brake, Instant now) {
    return tx.preparedQuery(COUNT)
        .execute(tuple(cause, time(now.minus(rule.window()))))
        .chain(rows -> {
          Row row = rows.iterator().next();
          long turned = row.getLong("turned");
          long fleet = row.getLong("fleet");
          Brake next = rule.judge(brake, turned, fleet, now);
          return next.isOn(now)
              ? engage(tx, cause, next, turned, now)
              : Uni.createFrom().item(false);
        });
  }

  private Uni<Boolean> engage(
      SqlConnection tx, String cause, Brake next, long turned, Instant now) {
    return tx.preparedQuery(ENGAGE)
        .execute(tuple(cause, time(now), time(next.until()), time(next.ruledUntil()), (int) turned))
        .invoke(done -> {
          if (done.rowCount() > 0) {
            alerts.raise(
                Alert.BRAKE_ON,
                turned
                    + " unrelated tenants are denied by "
                    + cause
                    + "; their keys are not dropped until an operator rules, or for "
                    + rule.hold());
          }
        })
        .replaceWith(true);
  }
}
