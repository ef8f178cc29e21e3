package io.customerkey.sharepoint.store;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.store.Sql;
import io.customerkey.sharepoint.content.ContentId;
import io.customerkey.sharepoint.content.Current;
import io.customerkey.sharepoint.content.FilePage;
import io.customerkey.sharepoint.content.FileRow;
import io.customerkey.sharepoint.content.FileStore;
import io.customerkey.sharepoint.content.Publication;
import io.customerkey.sharepoint.content.Published;
import io.customerkey.sharepoint.content.Retention;
import io.customerkey.sharepoint.content.SealedPath;
import io.customerkey.sharepoint.content.SiteCounts;
import io.customerkey.sharepoint.content.StoredFile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files. */
@Singleton
final class PgFileStore implements FileStore {
  private static final String COLUMNS =
      "file, number, key_version, content, content_length, chunk_count, media_type, path,"
          + " coalesce(path_key_version, key_version) AS path_key_version, path_version, stored,"
          + " deleted";
  private static final String FIND =
      "SELECT "
          + COLUMNS
          + ", manifest FROM file WHERE site = $1 AND file = $2 AND deleted IS NULL";
  private static final String CURRENT =
      "SELECT number, path_version FROM file WHERE site = $1 AND file = $2";
  private static final String PAGE =
      "SELECT " + COLUMNS + " FROM file WHERE site = $1 AND ($2::uuid IS NULL OR file > $2)";
  private static final String LIVE = " AND deleted IS NULL ORDER BY file LIMIT $3";
  private static final String DELETED =
      " AND deleted > now() - make_interval(secs => $4) ORDER BY file LIMIT $3";
  private static final String COUNTS =
      """
      SELECT count(*) FILTER (WHERE deleted IS NULL) AS files,
             coalesce(sum(content_length) FILTER (WHERE deleted IS NULL), 0)::bigint AS bytes,
             count(*) FILTER (WHERE deleted > now() - make_interval(secs => $2)) AS deleted
      FROM file WHERE site = $1
      """;

  private final Pool pool;
  private final Retention retention;

  PgFileStore(Pool pool, Retention retention) {
    this.pool = pool;
    this.retention = retention;
  }

  @Override
  public Uni<Optional<StoredFile>> find(ObjectId site, FileId file) {
    return Sql.run(pool, FIND, site.toUuid(), file.toUuid())
        .map(rows ->
            Sql.first(rows).map(row -> new StoredFile(read(row), Sql.bytes(row, "manifest"))));
  }

  @Override
  public Uni<FilePage> page(ObjectId site, boolean deleted, Optional<FileId> after, int limit) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(site.toUuid());
    values.add(after.map(FileId::toUuid).orElse(null));
    values.add(limit + 1L);
    if (deleted) {
      values.add(Seconds.of(retention.deletedFiles()));
    }
    return Sql.run(pool, PAGE + (deleted ? DELETED : LIVE), values.toArray())
        .map(Sql::all)
        .map(rows ->
            new FilePage(
                rows.stream().limit(limit).map(PgFileStore::read).toList(), rows.size() > limit));
  }

  @Override
  public Uni<Published> publish(Publication publication) {
    boolean replacing = publication.replaces().isPresent();
    return Sql.run(pool, PublishStatements.of(publication.staged(), replacing), values(publication))
        .map(rows -> rows.iterator().next())
        .chain(answer -> {
          if (answer.getLong("stored") > 0) {
            return Uni.createFrom().<Published>item(new Published.Done());
          }
          return answer.getLong("whole") == 0
              ? Uni.createFrom().<Published>item(new Published.Swept())
              : current(publication).<Published>map(Published.Overtaken::new);
        })
        // A chunk's id was taken by the sweep.
        .onFailure(Sql::isUnique)
        .recoverWithItem(new Published.Swept());
  }

  private @Nullable Object[] values(Publication publication) {
    FileRow row = publication.row();
    @Nullable Object[] values = {
      publication.site().toUuid(),
      row.file().toUuid(),
      row.keyVersion().toUuid(),
      row.content().toUuid(),
      row.number(),
      Sql.buffer(publication.manifest()),
      row.length(),
      row.chunks(),
      row.mediaType(),
      Sql.buffer(row.path().bytes()),
      row.path().version(),
      row.stored().atOffset(ZoneOffset.UTC),
      Sql.uuids(publication.chunks())
    };
    if (publication.replaces().isEmpty()) {
      return values;
    }
    Current expected = publication.replaces().get();
    @Nullable Object[] more = Arrays.copyOf(values, values.length + 3);
    more[values.length] = expected.number();
    more[values.length + 1] = expected.pathVersion();
    more[values.length + 2] = Seconds.of(retention.replacedChunks());
    return more;
  }

  private Uni<Optional<Current>> current(Publication publication) {
    return Sql.run(pool, CURRENT, publication.site().toUuid(), publication.row().file().toUuid())
        .map(rows ->
            Sql.first(rows)
                .map(row -> new Current(row.getLong("number"), row.getLong("path_version"))));
  }

  @Override
  public Uni<SiteCounts> counts(ObjectId site) {
    return Sql.run(pool, COUNTS, site.toUuid(), Seconds.of(retention.deletedFiles()))
        .map(rows -> rows.iterator().next())
        .map(row ->
            new SiteCounts(row.getLong("files"), row.getLong("bytes"), row.getLong("deleted")));
  }

  private static FileRow read(Row row) {
    return new FileRow(
        FileId.of(row.getUUID("file")),
        row.getLong("number"),
        KeyVersionId.of(row.getUUID("key_version")),
        ContentId.of(row.getUUID("content")),
        row.getLong("content_length"),
        row.getInteger("chunk_count"),
        row.getString("media_type"),
        new SealedPath(
            Sql.bytes(row, "path"),
            KeyVersionId.of(row.getUUID("path_key_version")),
            row.getLong("path_version")),
        row.getOffsetDateTime("stored").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("deleted")).map(OffsetDateTime::toInstant));
  }
}
