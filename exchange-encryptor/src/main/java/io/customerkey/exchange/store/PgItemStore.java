package io.customerkey.exchange.store;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.item.ItemHeader;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.exchange.content.ItemPage;
import io.customerkey.exchange.content.ItemRow;
import io.customerkey.exchange.content.ItemStore;
import io.customerkey.exchange.content.Limits;
import io.customerkey.exchange.content.MailboxCounts;
import io.customerkey.exchange.content.StreamId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Optional;

/** Items. */
@Singleton
final class PgItemStore implements ItemStore {
  private static final String COLUMNS =
      "item, kind, header, stream, content_length, content_version, properties_version, properties,"
          + " stored";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM item WHERE mailbox = $1 AND item = $2";
  private static final String PAGE =
      "SELECT "
          + COLUMNS
          + """
          , matched FROM (
            SELECT *, count(*) OVER () AS matched, row_number() OVER sorted AS place,
                   sum(octet_length(properties)) OVER sorted AS bytes
            FROM (SELECT * FROM item WHERE mailbox = $1 AND ($2::uuid IS NULL OR item > $2)
                  ORDER BY item LIMIT $3 + 1) next
            WINDOW sorted AS (ORDER BY item)) page
          WHERE place <= $3 AND (place = 1 OR bytes <= $4) ORDER BY item
          """;
  private static final String PUBLISH_STREAM =
      "UPDATE content_stream SET published = true WHERE stream = $1 AND NOT published";
  private static final String PUBLISH_ITEM =
      """
      INSERT INTO item (mailbox, item, kind, key_version, header, stream, content_length,
                        content_version, properties_version, properties, stored)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (mailbox, item) DO UPDATE
      SET kind = EXCLUDED.kind, key_version = EXCLUDED.key_version, header = EXCLUDED.header,
          stream = EXCLUDED.stream, content_length = EXCLUDED.content_length,
          content_version = EXCLUDED.content_version, properties = EXCLUDED.properties,
          properties_version = EXCLUDED.properties_version, stored = EXCLUDED.stored
      WHERE item.content_version < EXCLUDED.content_version
      """;
  private static final String DELETE_REPLACED =
      """
      DELETE FROM content_stream s WHERE s.mailbox = $1 AND s.item = $2 AND s.published
        AND NOT EXISTS (SELECT 1 FROM item i WHERE i.stream = s.stream)
      """;
  private static final String DELETE_ITEM =
      "DELETE FROM item WHERE mailbox = $1 AND item = $2 RETURNING stream";
  private static final String COUNT =
      "SELECT count(*) AS items, coalesce(sum(content_length), 0)::bigint AS bytes"
          + " FROM item WHERE mailbox = $1";
  private static final String DELETE_STREAM = "DELETE FROM content_stream WHERE stream = $1";

  private final Pool pool;

  PgItemStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Optional<ItemRow>> find(MailboxId mailbox, ItemId item) {
    return Sql.run(pool, FIND, mailbox.toUuid(), item.toUuid())
        .map(rows -> Sql.first(rows).map(PgItemStore::read));
  }

  @Override
  public Uni<ItemPage> page(MailboxId mailbox, Optional<ItemId> after, int limit) {
    return Sql.run(
            pool,
            PAGE,
            mailbox.toUuid(),
            after.map(ItemId::toUuid).orElse(null),
            limit,
            (long) Limits.PAGE_BYTES)
        .map(Sql::all)
        .map(rows ->
            new ItemPage(
                rows.stream().map(PgItemStore::read).toList(),
                !rows.isEmpty() && rows.getFirst().getLong("matched") > rows.size()));
  }

  @Override
  public Uni<Void> publish(MailboxId mailbox, ItemRow stored) {
    return pool.withTransaction(transaction ->
            Sql.run(transaction, PUBLISH_STREAM, stored.stream().toUuid())
                .invoke(rows -> requireStaged(rows.rowCount()))
                .chain(() -> insert(transaction, mailbox, stored))
                .chain(() ->
                    Sql.run(
                        transaction, DELETE_REPLACED, mailbox.toUuid(), stored.item().toUuid())))
        .onFailure()
        .transform(Sql::unavailable)
        .replaceWithVoid();
  }

  private static void requireStaged(int rows) {
    if (rows != 1) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
          "the upload was swept; send it again");
    }
  }

  private static Uni<Void> insert(SqlConnection transaction, MailboxId mailbox, ItemRow stored) {
    return Sql.run(
            transaction,
            PUBLISH_ITEM,
            mailbox.toUuid(),
            stored.item().toUuid(),
            (short) stored.kind().number(),
            stored.header().mailboxKeyVersion().toUuid(),
            Buffer.buffer(stored.header().toByteArray()),
            stored.stream().toUuid(),
            stored.length(),
            stored.version(),
            stored.propertiesVersion(),
            Sql.buffer(stored.properties()),
            stored.stored().atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> delete(MailboxId mailbox, ItemId item) {
    return pool.withTransaction(transaction ->
            Sql.run(transaction, DELETE_ITEM, mailbox.toUuid(), item.toUuid())
                .map(rows -> Sql.first(rows).map(row -> row.getUUID("stream")))
                .chain(stream ->
                    stream.isEmpty()
                        ? Uni.createFrom().item(false)
                        : Sql.run(transaction, DELETE_STREAM, stream.get()).replaceWith(true)))
        .onFailure()
        .transform(Sql::unavailable);
  }

  @Override
  public Uni<MailboxCounts> count(MailboxId mailbox) {
    return Sql.run(pool, COUNT, mailbox.toUuid())
        .map(rows -> rows.iterator().next())
        .map(row -> new MailboxCounts(row.getLong("items"), row.getLong("bytes")));
  }

  private static ItemRow read(Row row) {
    return new ItemRow(
        ItemId.of(row.getUUID("item")),
        ItemKind.of(row.getShort("kind")),
        ItemHeader.parse(Sql.array(row, "header")),
        StreamId.of(row.getUUID("stream")),
        row.getLong("content_length"),
        row.getLong("content_version"),
        row.getLong("properties_version"),
        Sql.bytes(row, "properties"),
        row.getOffsetDateTime("stored").toInstant());
  }
}
