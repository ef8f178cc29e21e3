package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.instant;
import static io.customerkey.unwrap.store.Columns.maybeInstant;
import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.health.RecordedHealth;
import io.customerkey.unwrap.health.Sighting;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.rules.HealthReason;
import io.customerkey.unwrap.rules.HealthState;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.SharedPair;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States of policies as rows. */
final class HealthRows {
  private static final String CHANGED =
      """
      SELECT p.policy_id FROM policy p
      LEFT JOIN policy_health h ON h.policy_id = p.policy_id
      LEFT JOIN key_pair k ON k.pair_id = h.pair_id
      WHERE ($1::uuid IS NULL OR p.policy_id = $1)
        AND CASE WHEN h.policy_id IS NULL
          THEN p.policy_id IN (SELECT r.policy_id FROM policy_record r
            JOIN key_pair asked ON asked.pair_id = r.pair_id WHERE asked.revision > 0)
          ELSE h.revision <> k.revision OR h.settings_incarnation <> p.settings_incarnation
            OR h.settings_counter <> p.settings_counter
            OR h.availability_seen IS DISTINCT FROM p.availability_used OR h.review <= now() END
      ORDER BY random() LIMIT $2 FOR NO KEY UPDATE OF p\
      """;

  /** Waits for whoever looks at the policy. */
  static final String LOCK_ONE = CHANGED;

  /** Leaves to others what they look at. */
  static final String LOCK_FREE = CHANGED + " SKIP LOCKED";

  /** Policies with their newest record's pair, if it was asked, and what is recorded of them. */
  static final String SIGHT =
      """
      SELECT p.policy_id, p.tenant_id, r.generation_id, p.settings_incarnation, p.settings_counter,
        p.availability_used, h.state, h.reason, h.detail, h.since, h.until, h.verdict_id, h.number,
        k.*
      FROM policy p
      JOIN LATERAL (
        SELECT generation_id, pair_id FROM policy_record WHERE policy_id = p.policy_id
        ORDER BY incarnation DESC, counter DESC LIMIT 1) r ON true
      JOIN key_pair k ON k.pair_id = r.pair_id
      LEFT JOIN policy_health h ON h.policy_id = p.policy_id
      WHERE p.policy_id = ANY($1) AND k.revision > 0\
      """;

  static final String NEWEST =
      """
      SELECT a.* FROM key_pair k
      CROSS JOIN LATERAL (VALUES (k.key_one), (k.key_other)) AS key (id)
      CROSS JOIN LATERAL (
        SELECT * FROM vault_attempt v
        WHERE v.pair_id = k.pair_id AND v.key_id = key.id AND v.outcome IS NOT NULL
        ORDER BY v.started DESC LIMIT 1) a
      WHERE k.pair_id = ANY($1)\
      """;

  static final String KEEP =
      """
      INSERT INTO policy_health (policy_id, tenant_id, state, reason, detail, since, until,
        verdict_id, number, pair_id, revision, settings_incarnation, settings_counter,
        availability_seen, review)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (policy_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
        detail = excluded.detail, since = excluded.since, until = excluded.until,
        verdict_id = excluded.verdict_id, number = excluded.number, pair_id = excluded.pair_id,
        revision = excluded.revision, settings_incarnation = excluded.settings_incarnation,
        settings_counter = excluded.settings_counter,
        availability_seen = excluded.availability_seen, review = excluded.review\
      """;

  static final String CHANGE =
      """
      INSERT INTO health_change (policy_id, number, tenant_id, from_state, to_state, reason, detail,
        since, until, verdict_id, changed)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)\
      """;

  static final String VERDICT =
      """
      INSERT INTO verdict (verdict_id, tenant_id, policy_id, generation_id, pair_id, decision, rule,
        decided)
      VALUES ($1, $2, $3, $4, $5, 'STATE_CHANGED', $6, $7)\
      """;

  private HealthRows() {}

  /**
   * What was seen of a policy, and what is recorded.
   *
   * @param sighting seen
   * @param revision of the pair
   * @param held recorded, if anything is
   * @param number of the newest change, 0 without any
   */
  record Looked(Sighting sighting, long revision, Optional<RecordedHealth> held, long number) {}

  static Looked looked(Row row, PairRows pairs, List<AttemptView> newest) {
    SharedPair pair = pairs.read(row);
    var ref =
        new PolicyRef(
            TenantId.of(row.getUUID("tenant_id")),
            PolicyId.of(row.getUUID("policy_id")),
            GenerationId.of(row.getUUID("generation_id")));
    var settings =
        new Sequence(row.getLong("settings_incarnation"), row.getLong("settings_counter"));
    var sighting =
        new Sighting(ref, pair.state(), newest, settings, maybeInstant(row, "availability_used"));
    @Nullable Long number = row.getLong("number");
    return number == null
        ? new Looked(sighting, pair.revision(), Optional.empty(), 0)
        : new Looked(sighting, pair.revision(), Optional.of(recorded(row, "state")), number);
  }

  static RecordedHealth recorded(Row row, String state) {
    return new RecordedHealth(
        HealthState.valueOf(row.getString(state)),
        HealthReason.valueOf(row.getString("reason")),
        row.getString("detail"),
        instant(row, "since"),
        maybeInstant(row, "until"),
        Optional.of(VerdictId.of(row.getUUID("verdict_id"))));
  }

  static HealthChange change(Row row) {
    return new HealthChange(
        TenantId.of(row.getUUID("tenant_id")),
        PolicyId.of(row.getUUID("policy_id")),
        row.getLong("number"),
        HealthState.valueOf(row.getString("from_state")),
        recorded(row, "to_state"),
        instant(row, "changed"));
  }

  static Tuple keep(Looked looked, RecordedHealth health, long number, Instant review) {
    Sighting seen = looked.sighting();
    return tuple(
        seen.ref().policy().toUuid(),
        seen.ref().tenant().toUuid(),
        health.state().name(),
        health.reason().name(),
        health.detail(),
        time(health.since()),
        time(health.until()),
        health.verdict().orElseThrow().toUuid(),
        number,
        seen.pair().id().toUuid(),
        looked.revision(),
        seen.settings().incarnation(),
        seen.settings().counter(),
        time(seen.availabilityUsed()),
        time(review));
  }

  static Tuple change(HealthChange change) {
    RecordedHealth to = change.to();
    return tuple(
        change.policy().toUuid(),
        change.number(),
        change.tenant().toUuid(),
        change.from().name(),
        to.state().name(),
        to.reason().name(),
        to.detail(),
        time(to.since()),
        time(to.until()),
        to.verdict().orElseThrow().toUuid(),
        time(change.changed()));
  }

  static Tuple verdict(Looked looked, HealthChange change) {
    PolicyRef ref = looked.sighting().ref();
    return tuple(
        change.to().verdict().orElseThrow().toUuid(),
        ref.tenant().toUuid(),
        ref.policy().toUuid(),
        ref.generation().toUuid(),
        looked.sighting().pair().id().toUuid(),
        change.to().reason().name(),
        time(change.changed()));
  }
}
