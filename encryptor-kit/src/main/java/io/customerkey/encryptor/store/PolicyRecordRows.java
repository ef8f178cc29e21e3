package io.customerkey.encryptor.store;

import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;

/** Policy generations with the newest record of each. A record never replaces a newer one. */
final class PolicyRecordRows {
  private static final String FIND =
      """
      SELECT tenant, policy, generation, policy_version, record_incarnation, record_counter, record
      FROM policy_generation WHERE policy = $1 AND generation = $2
      """;
  private static final String KEEP =
      """
      INSERT INTO policy_generation
        (policy, generation, tenant, policy_version, record_incarnation, record_counter, record)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (policy, generation, tenant) DO UPDATE
      SET policy_version = EXCLUDED.policy_version, record = EXCLUDED.record,
          record_incarnation = EXCLUDED.record_incarnation, record_counter = EXCLUDED.record_counter
      WHERE (policy_generation.record_incarnation, policy_generation.record_counter)
          < (EXCLUDED.record_incarnation, EXCLUDED.record_counter)
      """;
  private static final String REPLACE =
      """
      UPDATE policy_generation
      SET policy_version = $4, record_incarnation = $5, record_counter = $6, record = $7
      WHERE policy = $1 AND generation = $2 AND tenant = $3
        AND (record_incarnation, record_counter) < ($5, $6)
      """;

  private PolicyRecordRows() {}

  static Uni<PolicyRecord> find(SqlClient client, Generation generation) {
    return Sql.run(client, FIND, generation.policy().toUuid(), generation.id().toUuid())
        .map(rows ->
            Sql.first(rows)
                .map(PolicyRecordRows::read)
                .orElseThrow(() ->
                    CustomerKeyException.of(
                        FailureReason.FAILURE_REASON_NOT_FOUND,
                        "no record of that policy generation is kept here")));
  }

  /** Keeps a record, also of a generation that is new here. */
  static Uni<Void> keep(SqlClient client, PolicyRecord record) {
    return Sql.run(client, KEEP, values(record)).replaceWithVoid();
  }

  /** Keeps a record of a generation that is here. */
  static Uni<Void> replace(SqlClient client, PolicyRecord record) {
    return Sql.run(client, REPLACE, values(record)).replaceWithVoid();
  }

  private static Object[] values(PolicyRecord record) {
    return new Object[] {
      record.generation().policy().toUuid(),
      record.generation().id().toUuid(),
      record.tenant().toUuid(),
      record.policyVersion().toUuid(),
      record.sequence().incarnation(),
      record.sequence().counter(),
      Sql.buffer(record.statement())
    };
  }

  private static PolicyRecord read(Row row) {
    return new PolicyRecord(
        TenantId.of(row.getUUID("tenant")),
        Sql.generation(row),
        PolicyVersionId.of(row.getUUID("policy_version")),
        Sql.sequence(row),
        Sql.bytes(row, "record"));
  }
}
