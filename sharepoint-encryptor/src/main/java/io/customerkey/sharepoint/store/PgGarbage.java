package io.customerkey.sharepoint.store;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.sharepoint.content.Garbage;
import io.customerkey.sharepoint.content.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Garbage. Times are the database's own. */
@Singleton
final class PgGarbage implements Garbage {
  private static final int BATCH = 500;
  private static final String EXPIRE_UPLOADS =
      """
      UPDATE content SET state = 'GARBAGE', due = now() WHERE content IN (
        SELECT content FROM content
        WHERE state = 'STAGED' AND alive < now() - make_interval(secs => $1)
        LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;
  private static final String EXPIRE_FILES =
      """
      WITH gone AS (DELETE FROM file WHERE (site, file) IN (
        SELECT site, file FROM file WHERE deleted <= now() - make_interval(secs => $1)
        LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING content)
      UPDATE content SET state = 'GARBAGE', due = now() FROM gone
      WHERE content.content = gone.content
      """;
  private static final String DUE =
      """
      SELECT k.chunk FROM content c JOIN chunk k USING (content)
      WHERE c.state = 'GARBAGE' AND c.due <= now() LIMIT $1
      """;
  private static final String FORGET_CHUNKS =
      "DELETE FROM chunk WHERE chunk = ANY($1) AND content IS NOT NULL";
  private static final String FORGET_CONTENT =
      """
      DELETE FROM content c WHERE c.state = 'GARBAGE' AND c.due <= now()
        AND NOT EXISTS (SELECT 1 FROM chunk k WHERE k.content = c.content)
      """;
  private static final String FORGET_CLAIMS =
      "DELETE FROM chunk WHERE content IS NULL AND claimed < now() - interval '1 day'";
  private static final String CLAIM =
      """
      WITH claimed AS (
        INSERT INTO chunk (chunk, claimed) SELECT u.chunk, now() FROM unnest($1::uuid[]) AS u (chunk)
        ON CONFLICT (chunk) DO NOTHING RETURNING chunk)
      SELECT chunk FROM claimed
      UNION ALL SELECT chunk FROM chunk WHERE chunk = ANY($1) AND content IS NULL
      """;

  private final Pool pool;
  private final Retention retention;

  PgGarbage(Pool pool, Retention retention) {
    this.pool = pool;
    this.retention = retention;
  }

  @Override
  public Uni<Integer> expire(Duration uploads) {
    return all(EXPIRE_UPLOADS, uploads)
        .chain(abandoned ->
            all(EXPIRE_FILES, retention.deletedFiles()).map(files -> abandoned + files));
  }

  private Uni<Integer> all(String sql, Duration age) {
    return Sql.run(pool, sql, Seconds.of(age), BATCH)
        .chain(rows ->
            rows.rowCount() < BATCH
                ? Uni.createFrom().item(rows.rowCount())
                : all(sql, age).map(more -> more + rows.rowCount()));
  }

  @Override
  public Uni<List<ChunkId>> due(int limit) {
    return Sql.run(pool, DUE, limit).map(PgGarbage::chunks);
  }

  @Override
  public Uni<Void> forget(List<ChunkId> removed) {
    return Sql.run(pool, FORGET_CHUNKS, (Object) Sql.uuids(removed))
        .chain(() -> Sql.run(pool, FORGET_CONTENT))
        // A chunk was recorded meanwhile by an upload that was just swept: the next run meets it.
        .onFailure(Sql::isForeignKey)
        .recoverWithNull()
        .chain(() -> Sql.run(pool, FORGET_CLAIMS))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<ChunkId>> claim(List<ChunkId> found) {
    return Sql.run(pool, CLAIM, (Object) Sql.uuids(found)).map(PgGarbage::chunks);
  }

  private static List<ChunkId> chunks(RowSet<Row> rows) {
    return Sql.all(rows).stream().map(row -> ChunkId.of(row.getUUID("chunk"))).toList();
  }
}
