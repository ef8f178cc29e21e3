package io.customerkey.exchange.store;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.item.ItemHeader;
import io.customerkey.crypto.item.StreamLayout;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.exchange.content.Deleted;
import io.customerkey.exchange.content.Filter;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Items. */
@Singleton
final class PgItemStore implements ItemStore {
  private static final String COLUMNS =
      "item, kind, header, stream, content_length, content_version, properties_version, properties,"
          + " stored, deleted, recoverable_until";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM item WHERE mailbox = $1 AND item = $2 AND deleted IS NULL";
  private static final String LIVE = "deleted IS NULL";
  private static final String RECOVERABLE = "deleted IS NOT NULL AND recoverable_until > now()";
  private static final String PAGE =
      """
      SELECT {columns}, matched FROM (
        SELECT *, count(*) OVER () AS matched, row_number() OVER sorted AS place,
               sum(octet_length(properties)) OVER sorted AS bytes
        FROM (SELECT * FROM item
              WHERE mailbox = $1 AND ($2::uuid IS NULL OR item > $2) AND {which}
                AND (cardinality($5::smallint[]) = 0 OR kind = ANY($5))
              ORDER BY item LIMIT $3 + 1) next
        WINDOW sorted AS (ORDER BY item)) page
      WHERE place <= $3 AND (place = 1 OR bytes <= $4) ORDER BY item
      """
          .replace("{columns}", COLUMNS);
  private static final String PAGE_LIVE = PAGE.replace("{which}", LIVE);
  private static final String PAGE_DELETED = PAGE.replace("{which}", RECOVERABLE);
  private static final String PUBLISH_STREAM =
      """
      UPDATE content_stream SET published = true WHERE stream = $1 AND NOT published
        AND (SELECT count(*) FROM item_segment WHERE stream = $1) = $2
      """;
  private static final String PUBLISH_ITEM =
      """
      INSERT INTO item (mailbox, item, kind, key_version, header, stream, content_length,
                        content_version, properties_version, properties, stored)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (mailbox, item) DO UPDATE
      SET kind = EXCLUDED.kind, key_version = EXCLUDED.key_version, header = EXCLUDED.header,
          stream = EXCLUDED.stream, content_length = EXCLUDED.content_length,
          content_version = EXCLUDED.content_version, properties = EXCLUDED.properties,
          properties_version = EXCLUDED.properties_version, stored = EXCLUDED.stored,
          deleted = NULL, recoverable_until = NULL
      WHERE item.content_version < EXCLUDED.content_version
      """;
  private static final String DELETE_REPLACED =
      """
      DELETE FROM content_stream s WHERE s.mailbox = $1 AND s.item = $2 AND s.published
        AND NOT EXISTS (SELECT 1 FROM item i WHERE i.stream = s.stream)
      """;
  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE {live}) AS items,
             coalesce(sum(content_length) FILTER (WHERE {live}), 0)::bigint AS bytes,
             count(*) FILTER (WHERE {recoverable}) AS deleted
      FROM item WHERE mailbox = $1
      """
          .replace("{live}", LIVE)
          .replace("{recoverable}", RECOVERABLE);

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
  public Uni<ItemPage> page(MailboxId mailbox, Filter filter, Optional<ItemId> after, int limit) {
    return Sql.run(
            pool,
            filter.deleted() ? PAGE_DELETED : PAGE_LIVE,
            mailbox.toUuid(),
            after.map(ItemId::toUuid).orElse(null),
            limit,
            (long) Limits.PAGE_BYTES,
            filter.kinds().stream().map(kind -> (short) kind.number()).toArray(Short[]::new))
        .map(Sql::all)
        .map(rows ->
            new ItemPage(
                rows.stream().map(PgItemStore::read).toList(),
                !rows.isEmpty() && rows.getFirst().getLong("matched") > rows.size()));
  }

  @Override
  public Uni<Void> publish(MailboxId mailbox, ItemRow stored) {
    return pool.withTransaction(transaction ->
            Sql.run(
                    transaction,
                    PUBLISH_STREAM,
                    stored.stream().toUuid(),
                    StreamLayout.segments(stored.length()))
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
          "the upload was swept, or the database lost a part of it; send it again");
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
  public Uni<MailboxCounts> count(MailboxId mailbox) {
    return Sql.run(pool, COUNT, mailbox.toUuid())
        .map(rows -> rows.iterator().next())
        .map(row ->
            new MailboxCounts(row.getLong("items"), row.getLong("bytes"), row.getLong("deleted")));
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
        instant(row, "stored").orElseThrow(),
        instant(row, "deleted")
            .flatMap(at -> instant(row, "recoverable_until").map(until -> new Deleted(at, until))));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
