package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.fleet.Acknowledgements;
import io.customerkey.unwrap.fleet.Registry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Live instances and what they acknowledged. An instance lives while keys that it holds or handed
 * out may be used, also one that is cut off from here; one that says goodbye is gone at once.
 */
@Singleton
final class PostgresRegistry implements Registry, Acknowledgements {
  private static final String SELF =
      """
      INSERT INTO instance (instance_id, service, leases_end)
      VALUES ($1, 'key-unwrap-service', now() + interval '5 minutes')
      ON CONFLICT (instance_id) DO UPDATE SET leases_end = excluded.leases_end\
      """;

  private static final String ATTACHED =
      """
      INSERT INTO instance (instance_id, service, attached_to, leases_end)
      VALUES ($1, $2, $3, now() + interval '5 minutes')
      ON CONFLICT (instance_id) DO UPDATE SET attached_to = excluded.attached_to,
        leases_end = excluded.leases_end\
      """;

  private static final String ACKNOWLEDGE =
      """
      INSERT INTO drop_acknowledgement AS held (instance_id, policy_id, epoch)
      SELECT instance_id, $2, $3 FROM instance WHERE instance_id = $1
      ON CONFLICT (instance_id, policy_id) DO UPDATE SET epoch = greatest(held.epoch, excluded.epoch)\
      """;

  private static final String COUNT =
      """
      SELECT count(*) AS instances, count(a.epoch) AS acknowledged FROM instance i
      LEFT JOIN drop_acknowledgement a
        ON a.instance_id = i.instance_id AND a.policy_id = $1 AND a.epoch >= $2
      WHERE i.leases_end > now()\
      """;

  private static final String LIVE =
      """
      SELECT service, attached_to IS NOT NULL OR probes_until > now() AS attached, leases_end
      FROM instance WHERE leases_end > now() ORDER BY service\
      """;

  private final Pool pool;

  PostgresRegistry(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> beat(InstanceId self) {
    return run(SELF, tuple(self.toUuid()))
        .chain(() ->
            run(
                "UPDATE instance SET leases_end = now() + interval '5 minutes'"
                    + " WHERE attached_to = $1",
                tuple(self.toUuid())))
        .chain(() ->
            run(
                "DELETE FROM instance WHERE leases_end < now() - interval '1 hour'",
                Tuple.tuple()));
  }

  @Override
  public Uni<Void> attached(InstanceId instance, String service, InstanceId to) {
    return run(ATTACHED, tuple(instance.toUuid(), service, to.toUuid()));
  }

  @Override
  public Uni<Void> left(InstanceId instance, InstanceId from, boolean goodbye) {
    return run(
        goodbye
            ? "DELETE FROM instance WHERE instance_id = $1 AND (attached_to = $2 OR instance_id = $2)"
            : "UPDATE instance SET attached_to = NULL WHERE instance_id = $1 AND attached_to = $2",
        tuple(instance.toUuid(), from.toUuid()));
  }

  @Override
  public Uni<List<Live>> live() {
    return pool.preparedQuery(LIVE)
        .execute()
        .map(rows ->
            Columns.list(
                rows,
                row ->
                    new Live(
                        row.getString("service"),
                        row.getBoolean("attached"),
                        Columns.instant(row, "leases_end"))));
  }

  @Override
  public Uni<Void> acknowledge(InstanceId instance, PolicyId policy, long epoch) {
    return run(ACKNOWLEDGE, tuple(instance.toUuid(), policy.toUuid(), epoch));
  }

  @Override
  public Uni<Count> count(PolicyId policy, long epoch) {
    return pool.preparedQuery(COUNT)
        .execute(tuple(policy.toUuid(), epoch))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Count(row.getInteger("instances"), row.getInteger("acknowledged"));
        });
  }

  private Uni<Void> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).replaceWithVoid();
  }
}
