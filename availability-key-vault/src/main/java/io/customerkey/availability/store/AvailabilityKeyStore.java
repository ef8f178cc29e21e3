package io.customerkey.availability.store;

import io.customerkey.availability.key.KeyRef;
import io.customerkey.availability.key.SealedAvailabilityKey;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.HsmWrappedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Table {@code availability_key}. */
@Singleton
public final class AvailabilityKeyStore {
  private static final String SELECT =
      """
      SELECT k.availability_key_id, k.version, k.policy_id, p.tenant_id, k.hsm_key, k.sealed
      FROM availability_key k JOIN policy p ON p.policy_id = k.policy_id
      """;
  private static final String FIND = SELECT + "WHERE k.availability_key_id = $1 AND k.version = $2";
  private static final String OF_POLICY =
      SELECT + "WHERE k.policy_id = $1 ORDER BY k.version DESC LIMIT 1";
  private static final String INSERT =
      """
      INSERT INTO availability_key (availability_key_id, version, policy_id, hsm_key, sealed, created)
      VALUES ($1, $2, $3, $4, $5, $6)\
      """;
  private static final String IN_RECORD =
      """
      UPDATE availability_key SET in_record_since = coalesce(in_record_since, $3)
      WHERE availability_key_id = $1 AND version = $2\
      """;

  /** The key, whoever owns it. */
  public Uni<Optional<SealedAvailabilityKey>> find(SqlConnection transaction, KeyRef ref) {
    return transaction
        .preparedQuery(FIND)
        .execute(Tuple.of(ref.id().toUuid(), ref.version()))
        .map(rows -> Rows.first(rows).map(AvailabilityKeyStore::key));
  }

  /** The newest key of a policy. */
  public Uni<Optional<SealedAvailabilityKey>> ofPolicy(SqlConnection transaction, PolicyId policy) {
    return transaction
        .preparedQuery(OF_POLICY)
        .execute(Tuple.of(policy.toUuid()))
        .map(rows -> Rows.first(rows).map(AvailabilityKeyStore::key));
  }

  /** Keeps a new key. */
  public Uni<Void> insert(SqlConnection transaction, SealedAvailabilityKey key, Instant now) {
    return transaction
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                key.ref().id().toUuid(),
                key.ref().version(),
                key.policy().toUuid(),
                key.hsmKey().label(),
                Rows.buffer(key.sealed().bytes()),
                now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** Notes that a signed record depends on the key: from now on it is not taken back. */
  public Uni<Void> markInRecord(SqlConnection transaction, KeyRef ref, Instant now) {
    return transaction
        .preparedQuery(IN_RECORD)
        .execute(Tuple.of(ref.id().toUuid(), ref.version(), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static SealedAvailabilityKey key(Row row) {
    return new SealedAvailabilityKey(
        new KeyRef(
            AvailabilityKeyId.of(row.getUUID("availability_key_id")), row.getInteger("version")),
        TenantId.of(row.getUUID("tenant_id")),
        PolicyId.of(row.getUUID("policy_id")),
        new HsmKeyId(row.getString("hsm_key")),
        new HsmWrappedKey(Rows.bytes(row, "sealed").orElseThrow()));
  }
}
