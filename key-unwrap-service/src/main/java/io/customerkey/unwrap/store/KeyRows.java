package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Which key versions records name, also those that only an older record of the policy named. */
final class KeyRows {
  private static final String NAMED =
      """
      WITH left_behind AS (
        UPDATE policy_key_version SET left_at = clock_timestamp()
        WHERE generation_id = $1 AND left_at IS NULL AND key_id <> ALL($3::text[]))
      INSERT INTO policy_key_version (generation_id, policy_id, key_id, bits)
      SELECT $1::uuid, $2::uuid, named.key_id, named.bits
      FROM unnest($3::text[], $4::integer[]) AS named (key_id, bits)
      ON CONFLICT (generation_id, key_id) DO UPDATE SET left_at = NULL\
      """;

  private KeyRows() {}

  /** The record is its generation's newest. */
  static Uni<Void> named(SqlConnection tx, PolicyRecord record) {
    return tx.preparedQuery(NAMED)
        .execute(
            tuple(
                record.ref().generation().toUuid(),
                record.ref().policy().toUuid(),
                record.keys().stream().map(copy -> copy.key().toString()).toArray(String[]::new),
                record.keys().stream().map(CustomerKeyCopy::bits).toArray(Integer[]::new)))
        .replaceWithVoid();
  }
}
