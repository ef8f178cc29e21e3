package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.instant;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.unwrap.policykey.Uses;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Uses of policy keys beside their records. */
@Singleton
final class PostgresUses implements Uses {
  private final Pool pool;

  PostgresUses(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Map<GenerationId, Instant>> read() {
    return pool.query("SELECT generation_id, used FROM policy_record WHERE used IS NOT NULL")
        .execute()
        .map(rows -> {
          Map<GenerationId, Instant> used = new HashMap<>();
          for (Row row : rows) {
            used.put(GenerationId.of(row.getUUID("generation_id")), instant(row, "used"));
          }
          return used;
        });
  }

  @Override
  public Uni<Void> note(Set<GenerationId> used) {
    UUID[] generations = used.stream().map(GenerationId::toUuid).toArray(UUID[]::new);
    return pool.preparedQuery(
            "UPDATE policy_record SET used = clock_timestamp() WHERE generation_id = ANY ($1)")
        .execute(Tuple.of(generations))
        .replaceWithVoid();
  }
}
