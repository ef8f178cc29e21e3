package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.instant;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.availability.DenialNotice;
import io.customerkey.unwrap.availability.DenialNotices;
import io.customerkey.unwrap.policy.PolicyRef;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;

/** Denials that availability-key-vault has yet to hear of. */
@Singleton
final class PostgresDenialNotices implements DenialNotices {
  private static final String RAISE =
      """
      WITH raised AS (
        UPDATE policy SET epoch = greatest(epoch, $4) + 1, changed = clock_timestamp(),
          cause = CASE WHEN $5 THEN 'DENIED' ELSE 'RESTORED' END
        WHERE policy_id = $2 AND EXISTS (SELECT FROM denial_notice
          WHERE generation_id = $1 AND epoch = $3 AND NOT acknowledged)
        RETURNING epoch)
      UPDATE denial_notice n SET epoch = raised.epoch FROM raised
      WHERE n.generation_id = $1 AND n.epoch = $3 AND NOT n.acknowledged\
      """;

  private final Pool pool;

  PostgresDenialNotices(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<List<DenialNotice>> open() {
    return pool.query("SELECT * FROM denial_notice WHERE NOT acknowledged ORDER BY epoch LIMIT 100")
        .execute()
        .map(rows -> Columns.list(rows, PostgresDenialNotices::notice));
  }

  private static DenialNotice notice(Row row) {
    return new DenialNotice(
        new PolicyRef(
            TenantId.of(row.getUUID("tenant_id")),
            PolicyId.of(row.getUUID("policy_id")),
            GenerationId.of(row.getUUID("generation_id"))),
        row.getBoolean("denied"),
        instant(row, "since"),
        row.getLong("epoch"));
  }

  @Override
  public Uni<Void> acknowledged(DenialNotice notice) {
    return pool.preparedQuery(
            "UPDATE denial_notice SET acknowledged = true WHERE generation_id = $1 AND epoch = $2")
        .execute(tuple(notice.ref().generation().toUuid(), notice.epoch()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> raise(DenialNotice notice, long above) {
    return pool.preparedQuery(RAISE)
        .execute(
            tuple(
                notice.ref().generation().toUuid(),
                notice.ref().policy().toUuid(),
                notice.epoch(),
                above,
                notice.denied()))
        .replaceWithVoid();
  }
}
