package io.customerkey.availability.store;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

/** Table {@code tombstone}: keys that are gone for good. */
@Singleton
public final class TombstoneStore {
  private static final int DISCARDED = 1;
  private static final String EXISTS =
      "SELECT EXISTS (SELECT FROM tombstone WHERE availability_key_id = $1)";
  private static final String DELETE =
      "DELETE FROM availability_key WHERE availability_key_id = $1 AND in_record_since IS NULL";
  private static final String LEFT =
      "SELECT EXISTS (SELECT FROM availability_key WHERE availability_key_id = $1)";
  private static final String BURY =
      """
      INSERT INTO tombstone (availability_key_id, policy_id, tenant_id, cause, buried)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT ON CONSTRAINT tombstone_pk DO NOTHING\
      """;

  /** {@return whether the key is gone for good} */
  public Uni<Boolean> buried(SqlConnection transaction, AvailabilityKeyId key) {
    return exists(transaction, EXISTS, key);
  }

  /**
   * Deletes every version of a key that no record depends on.
   *
   * @return whether nothing of it is left
   */
  public Uni<Boolean> deleteUnlessInRecord(SqlConnection transaction, AvailabilityKeyId key) {
    return transaction
        .preparedQuery(DELETE)
        .execute(Tuple.of(key.toUuid()))
        .chain(() -> exists(transaction, LEFT, key))
        .map(left -> !left);
  }

  /** Leaves the tombstone; a second one changes nothing. */
  public Uni<Void> bury(
      SqlConnection transaction,
      TenantId tenant,
      PolicyId policy,
      AvailabilityKeyId key,
      Instant now) {
    return transaction
        .preparedQuery(BURY)
        .execute(
            Tuple.of(
                key.toUuid(),
                policy.toUuid(),
                tenant.toUuid(),
                DISCARDED,
                now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static Uni<Boolean> exists(
      SqlConnection transaction, String query, AvailabilityKeyId key) {
    return transaction
        .preparedQuery(query)
        .execute(Tuple.of(key.toUuid()))
        .map(rows -> Rows.first(rows).orElseThrow().getBoolean(0));
  }
}
