package io.customerkey.exchange.store;

import io.customerkey.encryptor.store.Sql;
import io.customerkey.exchange.content.StagedUploads;
import io.customerkey.exchange.content.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Times are the database's own, so that the clocks of instances do not matter. */
@Singleton
final class PgStagedUploads implements StagedUploads {
  private static final int BATCH = 100;
  private static final String KEEP =
      "UPDATE content_stream SET alive = now() WHERE stream = ANY($1) AND NOT published";
  private static final String SWEEP =
      """
      DELETE FROM content_stream WHERE stream IN (
        SELECT stream FROM content_stream
        WHERE NOT published AND alive < now() - make_interval(secs => $1)
        LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  private final Pool pool;

  PgStagedUploads(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> keepAlive(Set<StreamId> streams) {
    return streams.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.run(pool, KEEP, (Object) Sql.uuids(List.copyOf(streams))).replaceWithVoid();
  }

  @Override
  public Uni<Integer> sweep(Duration age) {
    return Sql.run(pool, SWEEP, age.toMillis() / 1000.0, BATCH)
        .chain(rows ->
            rows.rowCount() < BATCH
                ? Uni.createFrom().item(rows.rowCount())
                : sweep(age).map(more -> more + rows.rowCount()));
  }
}
