package io.customerkey.availability.store;

import io.customerkey.availability.policy.KnownPolicy;
import io.customerkey.availability.policy.KnownPolicy.StoredSettings;
import io.customerkey.availability.policy.StatementSequence;
import io.customerkey.availability.rules.Mode;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Table {@code policy}. A locked row orders everything that happens to its policy. */
@Singleton
public final class PolicyStore {
  private static final String ENSURE =
      "INSERT INTO policy (policy_id, tenant_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
  private static final String LOCK =
      """
      SELECT tenant_id, mode, settings, settings_incarnation, settings_counter, settings_hash
      FROM policy WHERE policy_id = $1 FOR UPDATE\
      """;
  private static final String SAVE_SETTINGS =
      """
      UPDATE policy SET settings = $2, settings_incarnation = $3, settings_counter = $4, settings_hash = $5
      WHERE policy_id = $1\
      """;

  /** Makes the row where there is none, and locks it. It may be another tenant's. */
  public Uni<KnownPolicy> ensure(SqlConnection transaction, TenantId tenant, PolicyId policy) {
    return transaction
        .preparedQuery(ENSURE)
        .execute(Tuple.of(policy.toUuid(), tenant.toUuid()))
        .chain(() -> lock(transaction, policy))
        .map(Optional::orElseThrow);
  }

  /** Locks the row until the transaction ends. */
  public Uni<Optional<KnownPolicy>> lock(SqlConnection transaction, PolicyId policy) {
    return transaction
        .preparedQuery(LOCK)
        .execute(Tuple.of(policy.toUuid()))
        .map(rows -> Rows.first(rows).map(row -> known(policy, row)));
  }

  /** Replaces the settings of a locked row. */
  public Uni<Void> save(SqlConnection transaction, PolicyId policy, StoredSettings settings) {
    return transaction
        .preparedQuery(SAVE_SETTINGS)
        .execute(
            Tuple.of(
                policy.toUuid(),
                Rows.buffer(settings.statement()),
                settings.sequence().incarnation(),
                settings.sequence().counter(),
                Rows.buffer(settings.hash().bytes())))
        .replaceWithVoid();
  }

  private static KnownPolicy known(PolicyId policy, Row row) {
    return new KnownPolicy(
        policy,
        TenantId.of(row.getUUID("tenant_id")),
        Mode.of(row.getInteger("mode")),
        Rows.bytes(row, "settings")
            .map(statement ->
                new StoredSettings(
                    statement,
                    new StatementSequence(
                        row.getLong("settings_incarnation"), row.getLong("settings_counter")),
                    new StatementHash(Rows.bytes(row, "settings_hash").orElseThrow()))));
  }
}
