package io.customerkey.sharepoint.fake;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.encryptor.fake.Database;
import io.customerkey.sharepoint.blob.BlobName;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The two stores of the service under test, as somebody sees them who can write both. */
@Singleton
public final class Tables {
  private final Database database;
  private final Path blobs;

  Tables(Database database, @ConfigProperty(name = "customerkey.blobs.directory") Path blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  public int execute(String sql, Object... values) {
    return database.execute(sql, values);
  }

  public long count(String sql, Object... values) {
    return database.count(sql, values);
  }

  /** The chunks that are recorded for a file, in no order. */
  public List<ChunkId> chunks(FileId file) {
    String chunks =
        " FROM (SELECT k.chunk FROM file f JOIN chunk k USING (content) WHERE f.file = $1)";
    long count = count("SELECT count(*)" + chunks, file.toUuid());
    return LongStream.range(0, count)
        .mapToObj(n -> new ChunkId(new Id128(half(chunks, file, n, 1), half(chunks, file, n, 17))))
        .toList();
  }

  private long half(String chunks, FileId file, long n, int from) {
    return count(
        "SELECT ('x' || substring(replace(chunk::text, '-', '') FROM "
            + from
            + " FOR 16))::bit(64)::bigint"
            + chunks
            + " ORDER BY chunk OFFSET $2 LIMIT 1",
        file.toUuid(),
        n);
  }

  /** The folder of the blob store. */
  public Path root() {
    return blobs;
  }

  /** Where a chunk is. */
  public Path blob(ChunkId chunk) {
    return blobs.resolve(BlobName.part(chunk)).resolve(BlobName.of(chunk));
  }

  /** What is in the blob store although no chunk of that name is recorded. */
  public List<Path> unrecorded() {
    return blobs().stream()
        .filter(blob ->
            count(
                    "SELECT count(*) FROM chunk"
                        + " WHERE replace(chunk::text, '-', '') = $1 AND content IS NOT NULL",
                    blob.getFileName().toString())
                == 0)
        .toList();
  }

  /** Everything in the blob store. */
  public List<Path> blobs() {
    try (Stream<Path> files = Files.walk(blobs)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
