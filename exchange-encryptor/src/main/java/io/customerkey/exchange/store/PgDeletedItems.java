package io.customerkey.exchange.store;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.exchange.content.DeletedItems;
import io.customerkey.exchange.content.Deletion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * Deleted items are rows of the same table: restoring one moves nothing. What goes for good goes
 * with its stream in one transaction, so a process that is killed leaves either both or neither.
 */
@Singleton
final class PgDeletedItems implements DeletedItems {
  private static final int BATCH = 100;
  private static final String MARK =
      """
      UPDATE item SET deleted = now(), recoverable_until = now() + make_interval(secs => $3)
      WHERE mailbox = $1 AND item = $2 AND deleted IS NULL RETURNING recoverable_until
      """;
  private static final String RESTORE =
      """
      UPDATE item SET deleted = NULL, recoverable_until = NULL
      WHERE mailbox = $1 AND item = $2 AND (deleted IS NULL OR recoverable_until > now())
      """;
  private static final String REMOVE =
      "DELETE FROM item WHERE mailbox = $1 AND item = $2 AND deleted IS NULL RETURNING stream";
  private static final String REMOVE_OVER =
      """
      DELETE FROM item i USING (
        SELECT mailbox, item FROM item WHERE recoverable_until <= now()
        ORDER BY recoverable_until LIMIT $1 FOR UPDATE SKIP LOCKED) o
      WHERE i.mailbox = o.mailbox AND i.item = o.item RETURNING i.stream
      """;
  private static final String REMOVE_STREAMS = "DELETE FROM content_stream WHERE stream = ANY($1)";

  private final Pool pool;

  PgDeletedItems(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Deletion> delete(MailboxId mailbox, ItemId item, Duration retention) {
    return retention.isZero() ? remove(mailbox, item) : mark(mailbox, item, retention);
  }

  private Uni<Deletion> mark(MailboxId mailbox, ItemId item, Duration retention) {
    double seconds = retention.toMillis() / 1000.0;
    return Sql.run(pool, MARK, mailbox.toUuid(), item.toUuid(), seconds)
        .map(rows ->
            Sql.first(rows)
                .<Deletion>map(row ->
                    new Deletion.Recoverable(
                        row.getOffsetDateTime("recoverable_until").toInstant()))
                .orElseGet(Deletion.NotThere::new));
  }

  private Uni<Deletion> remove(MailboxId mailbox, ItemId item) {
    return withStreams(transaction -> Sql.run(transaction, REMOVE, mailbox.toUuid(), item.toUuid()))
        .map(count -> count == 0 ? new Deletion.NotThere() : new Deletion.Gone());
  }

  @Override
  public Uni<Boolean> restore(MailboxId mailbox, ItemId item) {
    return Sql.run(pool, RESTORE, mailbox.toUuid(), item.toUuid())
        .map(rows -> rows.rowCount() == 1);
  }

  @Override
  public Uni<Integer> sweep() {
    return withStreams(transaction -> Sql.run(transaction, REMOVE_OVER, BATCH))
        .chain(count ->
            count < BATCH ? Uni.createFrom().item(count) : sweep().map(more -> more + count));
  }

  /** Removes rows of items and the streams that they had. */
  private Uni<Integer> withStreams(Function<SqlConnection, Uni<RowSet<Row>>> removal) {
    return pool.withTransaction(transaction ->
            removal
                .apply(transaction)
                .map(rows ->
                    Sql.all(rows).stream().map(row -> row.getUUID("stream")).toArray(UUID[]::new))
                .call(streams ->
                    streams.length == 0
                        ? Uni.createFrom().voidItem()
                        : Sql.run(transaction, REMOVE_STREAMS, (Object) streams)))
        .map(streams -> streams.length)
        .onFailure()
        .transform(Sql::unavailable);
  }
}
