package io.customerkey.sharepoint.store;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.content.ContentId;
import io.customerkey.sharepoint.content.StagedContent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Staged uploads. What is only staged does not wait for the disk: the commit that publishes the
 * file does, and PostgreSQL writes its log in order, so what that commit makes visible is as
 * durable as itself.
 */
@Singleton
final class PgStagedContent implements StagedContent {
  private static final String LATER =
      "WITH later AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)) ";
  private static final String BEGIN =
      LATER + "INSERT INTO content (content, site, state) SELECT $1, $2, 'STAGED' FROM later";
  private static final String APPEND =
      LATER
          + """
          INSERT INTO chunk (chunk, content)
          SELECT $2, c.content FROM later, content c WHERE c.content = $1 AND c.state = 'STAGED'
          """;
  private static final String KEEP =
      "UPDATE content SET alive = now() WHERE content = ANY($1) AND state = 'STAGED'";
  private static final String ABANDON =
      "UPDATE content SET state = 'GARBAGE', due = now() WHERE content = $1 AND state = 'STAGED'";

  private final Pool pool;

  PgStagedContent(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> begin(ContentId content, ObjectId site) {
    return Sql.run(pool, BEGIN, content.toUuid(), site.toUuid()).replaceWithVoid();
  }

  @Override
  public Uni<Void> append(ContentId content, ChunkId chunk) {
    return Sql.run(pool, APPEND, content.toUuid(), chunk.toUuid())
        .invoke(rows -> {
          if (rows.rowCount() != 1) {
            throw CustomerKeyException.of(
                FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                "the upload was swept; send it again");
          }
        })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> keepAlive(Set<ContentId> contents) {
    return contents.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.run(pool, KEEP, (Object) Sql.uuids(List.copyOf(contents))).replaceWithVoid();
  }

  @Override
  public Uni<Void> abandon(ContentId content) {
    return Sql.run(pool, ABANDON, content.toUuid()).replaceWithVoid();
  }
}
