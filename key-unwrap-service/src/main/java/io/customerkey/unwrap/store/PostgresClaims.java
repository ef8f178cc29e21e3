package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policykey.Claims;
import io.customerkey.unwrap.probe.ProbeClaims;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.verdict.PairId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who has claimed what: keys by their owners for ever, pairs by probing instances for seconds. */
@Singleton
final class PostgresClaims implements Claims, ProbeClaims {
  private static final String CLAIM =
      """
      INSERT INTO vault_claim (host, key_name, owner) VALUES ($1, $2, $3)
      ON CONFLICT ON CONSTRAINT vault_claim_pk DO UPDATE SET owner = vault_claim.owner
      RETURNING owner\
      """;

  private static final String PROBE =
      """
      WITH share AS (
        SELECT ceil((SELECT count(DISTINCT pair_id) FROM policy_record)::numeric / greatest(1,
          (SELECT count(*) FROM instance WHERE probes_until > now())))::bigint AS pairs)
      UPDATE key_pair SET prober = $1, prober_until = now() + $2 * interval '1 millisecond'
      WHERE pair_id IN (
        SELECT k.pair_id FROM key_pair k
        WHERE (k.prober = $1 OR k.prober_until < now())
          AND EXISTS (SELECT FROM policy_record r WHERE r.pair_id = k.pair_id)
        ORDER BY k.prober IS DISTINCT FROM $1, k.pair_id
        LIMIT (SELECT pairs FROM share)
        FOR UPDATE SKIP LOCKED)
      RETURNING pair_id\
      """;

  private static final String PROBES =
      "UPDATE instance SET probes_until = now() + $2 * interval '1 millisecond'"
          + " WHERE instance_id = $1";

  /** What is more than this instance's share is another's at once. */
  private static final String GIVE_UP =
      "UPDATE key_pair SET prober_until = '-infinity'"
          + " WHERE prober = $1 AND prober_until > '-infinity' AND NOT pair_id = ANY ($2)";

  private final Pool pool;

  PostgresClaims(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Boolean> claim(KeyUri key, KeyOwner owner) {
    return pool.preparedQuery(CLAIM)
        .execute(tuple(key.host().value(), key.claimedName(), owner.toString()))
        .map(rows ->
            Columns.first(rows, row -> KeyOwner.parse(row.getString("owner")))
                .filter(owner::equals)
                .isPresent());
  }

  @Override
  public Uni<Optional<KeyOwner>> owner(KeyUri key) {
    return pool.preparedQuery("SELECT owner FROM vault_claim WHERE host = $1 AND key_name = $2")
        .execute(tuple(key.host().value(), key.claimedName()))
        .map(rows -> Columns.first(rows, row -> KeyOwner.parse(row.getString("owner"))));
  }

  @Override
  public Uni<Boolean> isProven(OrderId order) {
    return pool.preparedQuery("SELECT 1 FROM order_proof WHERE order_id = $1")
        .execute(tuple(order.toUuid()))
        .map(rows -> rows.size() > 0);
  }

  @Override
  public Uni<Void> proven(OrderId order) {
    return pool.preparedQuery(
            "INSERT INTO order_proof (order_id) VALUES ($1) ON CONFLICT (order_id) DO NOTHING")
        .execute(tuple(order.toUuid()))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<PairId>> claim(InstanceId self, Duration hold) {
    Tuple held = tuple(self.toUuid(), hold.toMillis());
    return pool.preparedQuery(PROBES)
        .execute(held)
        .chain(() -> pool.preparedQuery(PROBE).execute(held))
        .map(rows -> Columns.list(rows, row -> row.getUUID("pair_id")))
        .call(mine ->
            pool.preparedQuery(GIVE_UP).execute(tuple(self.toUuid(), mine.toArray(UUID[]::new))))
        .map(mine -> mine.stream().map(id -> new PairId(Id128.of(id))).toList());
  }
}
