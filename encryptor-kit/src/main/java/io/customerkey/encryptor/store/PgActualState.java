package io.customerkey.encryptor.store;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.objectkey.ActualState;
import io.customerkey.encryptor.objectkey.Dependents;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.objectkey.Protection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The actual state, as the foreign keys have it. */
@Singleton
final class PgActualState implements ActualState {
  private static final String PROTECTION =
      """
      SELECT k.policy, k.generation, g.policy_version, o.assignment_version
      FROM {object} o
      JOIN {object}_key_version k ON k.{object} = o.{object} AND k.key_version = o.current_key
      JOIN policy_generation g
        ON g.policy = k.policy AND g.generation = k.generation AND g.tenant = k.tenant
      WHERE o.{object} = $1
      """;
  private static final String DEPENDENTS =
      """
      SELECT g.policy, g.generation, g.policy_version, count(*) AS keys
      FROM policy_generation g
      JOIN {object}_key_version k
        ON k.policy = g.policy AND k.generation = g.generation AND k.tenant = g.tenant
      WHERE g.tenant = $1
      GROUP BY g.policy, g.generation, g.policy_version ORDER BY g.policy, g.generation
      """;

  private final Pool pool;
  private final String protection;
  private final String dependents;

  PgActualState(Pool pool, ObjectKind<?> kind) {
    Tables tables = new Tables(kind);
    this.pool = pool;
    this.protection = tables.sql(PROTECTION);
    this.dependents = tables.sql(DEPENDENTS);
  }

  @Override
  public Uni<Optional<Protection>> protection(ObjectId object) {
    return Sql.run(pool, protection, object.toUuid())
        .map(rows ->
            Sql.first(rows)
                .map(row ->
                    new Protection(
                        Sql.generation(row),
                        PolicyVersionId.of(row.getUUID("policy_version")),
                        row.getLong("assignment_version"))));
  }

  @Override
  public Uni<List<Dependents>> dependents(TenantId tenant) {
    return Sql.run(pool, dependents, tenant.toUuid())
        .map(rows ->
            Sql.all(rows).stream()
                .map(row ->
                    new Dependents(
                        Sql.generation(row),
                        PolicyVersionId.of(row.getUUID("policy_version")),
                        row.getLong("keys")))
                .toList());
  }
}
