package io.customerkey.benchmarks.files;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.SiteId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The rows that sharepoint-encryptor writes, in tables of the same columns, references, checks and
 * indexes but without those of keys, in a schema that goes when the server ends.
 */
final class PlainRows {
  private static final int ENTRY = 80;
  private static final int AROUND = 121;
  private static final List<String> TABLES =
      List.of(
          "DROP SCHEMA IF EXISTS plain CASCADE",
          "CREATE SCHEMA plain",
          """
          CREATE TABLE plain.site (site uuid PRIMARY KEY)
          """,
          """
          CREATE TABLE plain.content (
            content uuid PRIMARY KEY, site uuid NOT NULL, state text NOT NULL,
            alive timestamptz NOT NULL DEFAULT now(), due timestamptz,
            CHECK (state IN ('STAGED', 'STORED', 'GARBAGE')),
            CHECK ((state = 'GARBAGE') = (due IS NOT NULL)))
          """,
          "CREATE INDEX ON plain.content (alive) WHERE state = 'STAGED'",
          "CREATE INDEX ON plain.content (due) WHERE state = 'GARBAGE'",
          """
          CREATE TABLE plain.chunk (
            chunk uuid PRIMARY KEY, content uuid REFERENCES plain.content, claimed timestamptz,
            CHECK ((content IS NULL) = (claimed IS NOT NULL)))
          """,
          "CREATE INDEX ON plain.chunk (content)",
          "CREATE INDEX ON plain.chunk (claimed) WHERE content IS NULL",
          """
          CREATE TABLE plain.file (
            site uuid NOT NULL REFERENCES plain.site, file uuid NOT NULL,
            content uuid NOT NULL UNIQUE REFERENCES plain.content,
            number bigint NOT NULL, manifest bytea NOT NULL, content_length bigint NOT NULL,
            chunk_count integer NOT NULL, media_type text NOT NULL, path bytea NOT NULL,
            path_version bigint NOT NULL, stored timestamptz NOT NULL, deleted timestamptz,
            PRIMARY KEY (site, file), CHECK (number > 0), CHECK (path_version > 0),
            CHECK (content_length BETWEEN 0 AND 268435456000), CHECK (chunk_count BETWEEN 0 AND 65536),
            CHECK (length(media_type) <= 255), CHECK (octet_length(path) <= 1060))
          """,
          "CREATE INDEX ON plain.file (deleted) WHERE deleted IS NOT NULL",
          "ALTER TABLE plain.file ALTER COLUMN manifest SET STORAGE EXTERNAL");
  private static final String LATER =
      "WITH later AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)) ";
  private static final String BEGIN =
      LATER + "INSERT INTO plain.content (content, site, state) SELECT $1, $2, 'STAGED' FROM later";
  private static final String APPEND =
      LATER + "INSERT INTO plain.chunk (chunk, content) SELECT $2, $1 FROM later";
  private static final String FILE =
      """
      INSERT INTO plain.file (site, file, content, number, manifest, content_length, chunk_count,
                              media_type, path, path_version, stored)
      VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, 1, $9)
      """;
  private static final String PUBLISH_STAGED =
      "WITH f AS ("
          + FILE
          + """
          RETURNING content)
          UPDATE plain.content SET state = 'STORED' FROM f WHERE content.content = f.content
          """;
  private static final String PUBLISH_NEW =
      "WITH f AS ("
          + FILE
          + """
          RETURNING content),
          c AS (INSERT INTO plain.content (content, site, state) SELECT content, $1, 'STORED' FROM f)
          INSERT INTO plain.chunk (chunk, content)
          SELECT u.chunk, f.content FROM f, unnest($10::uuid[]) AS u (chunk)
          """;
  private static final String FIND =
      """
      SELECT file, content, number, content_length, chunk_count, media_type, path, path_version,
             stored, deleted, manifest
      FROM plain.file WHERE site = $1 AND file = $2 AND deleted IS NULL
      """;

  private final Pool pool;

  private PlainRows(Pool pool) {
    this.pool = pool;
  }

  /** A file's chunks in order, as they are packed into the row. */
  record Chunk(ChunkId chunk, int length) {}

  static PlainRows open(Pool pool, SiteId site) {
    for (String table : TABLES) {
      wait(pool.query(table).execute());
    }
    wait(pool.preparedQuery("INSERT INTO plain.site VALUES ($1)").execute(Tuple.of(site.toUuid())));
    return new PlainRows(pool);
  }

  void drop() {
    wait(pool.query(TABLES.getFirst()).execute());
  }

  private static void wait(Future<?> statement) {
    statement.toCompletionStage().toCompletableFuture().join();
  }

  CompletableFuture<?> begin(UUID content, UUID site) {
    return run(BEGIN, content, site);
  }

  CompletableFuture<?> append(UUID content, ChunkId chunk) {
    return run(APPEND, content, chunk.toUuid());
  }

  CompletableFuture<?> publish(
      UUID site,
      UUID file,
      UUID content,
      List<Chunk> chunks,
      String type,
      String path,
      OffsetDateTime stored,
      boolean staged) {
    ByteBuffer manifest = ByteBuffer.allocate(AROUND + ENTRY * chunks.size());
    long length = 0;
    for (Chunk chunk : chunks) {
      manifest.put(chunk.chunk().toByteArray()).putInt(chunk.length());
      manifest.position(manifest.position() + ENTRY - 20);
      length += chunk.length();
    }
    Tuple values =
        Tuple.of(site, file, content, Buffer.buffer(manifest.array()), length, chunks.size())
            .addString(type)
            .addBuffer(Buffer.buffer(path.getBytes(StandardCharsets.UTF_8)))
            .addOffsetDateTime(stored);
    if (!staged) {
      values.addArrayOfUUID(chunks.stream().map(c -> c.chunk().toUuid()).toArray(UUID[]::new));
    }
    return pool.preparedQuery(staged ? PUBLISH_STAGED : PUBLISH_NEW)
        .execute(values)
        .toCompletionStage()
        .toCompletableFuture();
  }

  CompletableFuture<RowSet<Row>> find(UUID site, UUID file) {
    return run(FIND, site, file);
  }

  /** The chunks that a row lists. */
  static List<Chunk> chunks(Row row) {
    ByteBuffer manifest = ByteBuffer.wrap(row.getBuffer("manifest").getBytes());
    return IntStream.range(0, row.getInteger("chunk_count"))
        .mapToObj(n -> {
          byte[] id = new byte[16];
          manifest.get(n * ENTRY, id);
          return new Chunk(ChunkId.of(id), manifest.getInt(n * ENTRY + id.length));
        })
        .toList();
  }

  private CompletableFuture<RowSet<Row>> run(String sql, Object first, Object second) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(first, second))
        .toCompletionStage()
        .toCompletableFuture();
  }
}
