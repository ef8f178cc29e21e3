package io.customerkey.sharepoint.store;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.sharepoint.content.FileChanges;
import io.customerkey.sharepoint.content.Retention;
import io.customerkey.sharepoint.content.SealedPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Times are the database's own, so that the clocks of instances do not matter. */
@Singleton
final class PgFileChanges implements FileChanges {
  private static final String RENAME =
      """
      UPDATE file SET path = $3, path_key_version = $4, path_version = $5
      WHERE site = $1 AND file = $2 AND path_version = $5 - 1 AND deleted IS NULL
      """;
  private static final String DELETE =
      """
      UPDATE file SET deleted = now() WHERE site = $1 AND file = $2 AND deleted IS NULL
      RETURNING deleted
      """;
  private static final String RESTORE =
      """
      UPDATE file SET deleted = NULL WHERE site = $1 AND file = $2
        AND (deleted IS NULL OR deleted > now() - make_interval(secs => $3))
      """;

  private final Pool pool;
  private final Retention retention;

  PgFileChanges(Pool pool, Retention retention) {
    this.pool = pool;
    this.retention = retention;
  }

  @Override
  public Uni<Boolean> rename(ObjectId site, FileId file, SealedPath path) {
    return Sql.run(
            pool,
            RENAME,
            site.toUuid(),
            file.toUuid(),
            Sql.buffer(path.bytes()),
            path.keyVersion().toUuid(),
            path.version())
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Uni<Optional<Instant>> delete(ObjectId site, FileId file) {
    return Sql.run(pool, DELETE, site.toUuid(), file.toUuid())
        .map(rows ->
            Sql.first(rows)
                .map(row ->
                    row.getOffsetDateTime("deleted").toInstant().plus(retention.deletedFiles())));
  }

  @Override
  public Uni<Boolean> restore(ObjectId site, FileId file) {
    return Sql.run(
            pool, RESTORE, site.toUuid(), file.toUuid(), Seconds.of(retention.deletedFiles()))
        .map(rows -> rows.rowCount() == 1);
  }
}
