package io.customerkey.exchange.store;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.exchange.content.Segment;
import io.customerkey.exchange.content.SegmentStore;
import io.customerkey.exchange.content.StreamId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Segments, one row and one short transaction each. A staged segment does not wait for the disk:
 * the commit that publishes the item does, PostgreSQL writes its log in order, and the publication
 * counts the segments, because a database that crashed between has lost some.
 */
@Singleton
final class PgSegmentStore implements SegmentStore {
  private static final int ATTEMPTS = 5;
  private static final String BEGIN =
      """
      INSERT INTO content_stream (stream, mailbox, item, version)
      SELECT $1, $2, $3, 1 + coalesce(max(version), 0)
      FROM content_stream WHERE mailbox = $2 AND item = $3
      RETURNING version
      """;
  private static final String APPEND =
      """
      WITH later AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
      INSERT INTO item_segment (stream, number, bytes) SELECT $1, $2, $3 FROM later
      """;
  private static final String READ =
      "SELECT bytes FROM item_segment WHERE stream = $1 AND number = $2";
  private static final String DISCARD =
      "DELETE FROM content_stream WHERE stream = $1 AND NOT published";

  private final Pool pool;

  PgSegmentStore(Pool pool) {
    this.pool = pool;
  }

  /** Two uploads of one item that begin together meet in the unique version; one tries again. */
  @Override
  public Uni<Long> begin(StreamId stream, MailboxId mailbox, ItemId item) {
    return Sql.run(pool, BEGIN, stream.toUuid(), mailbox.toUuid(), item.toUuid())
        .map(rows -> rows.iterator().next().getLong("version"))
        .onFailure(Sql::isUnique)
        .retry()
        .atMost(ATTEMPTS);
  }

  @Override
  public Uni<Void> append(StreamId stream, Segment segment) {
    return Sql.run(pool, APPEND, stream.toUuid(), segment.number(), Buffer.buffer(segment.array()))
        .onFailure(Sql::isForeignKey)
        .transform(swept ->
            CustomerKeyException.of(
                FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                "the upload was swept; send it again"))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Segment>> read(StreamId stream, int number) {
    return Sql.run(pool, READ, stream.toUuid(), number)
        .map(rows -> Sql.first(rows).map(row -> new Segment(number, Sql.array(row, "bytes"))));
  }

  @Override
  public Uni<Void> discard(StreamId stream) {
    return Sql.run(pool, DISCARD, stream.toUuid()).replaceWithVoid();
  }
}
