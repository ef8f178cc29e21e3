package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who can write the database and the blob store, but has no key. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class TamperedIT extends WithOneFile {

  @Test
  void refusesAMissingChunk() throws IOException {
    Files.delete(blob(1));

    rejected();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 20, 5_000, CHUNK + 35})
  void refusesAChunkWithAnotherByte(int at) throws IOException {
    byte[] bytes = Files.readAllBytes(blob(2));
    bytes[at] ^= 1;
    Files.write(blob(2), bytes);

    rejected();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 36, CHUNK, CHUNK + 35, CHUNK + 37})
  void refusesAChunkThatWasCutOrExtended(int length) throws IOException {
    Files.write(blob(0), Arrays.copyOf(Files.readAllBytes(blob(0)), length));

    rejected();
  }

  @Test
  void refusesSwappedChunks() throws IOException {
    Path aside = blob(0).resolveSibling("aside");
    Files.move(blob(0), aside);
    Files.move(blob(1), blob(0));
    Files.move(aside, blob(1));

    rejected();
  }

  @Test
  void refusesARepeatedChunk() throws IOException {
    Files.copy(blob(0), blob(1), StandardCopyOption.REPLACE_EXISTING);

    rejected();
  }

  @Test
  void refusesAChunkOfAnotherFile() throws IOException {
    FileId other = FileId.random(Ids.RANDOM);
    workload.put(site, other, Ids.random(3 * CHUNK));
    Files.copy(
        tables.blob(tables.chunks(other).getFirst()), blob(0), StandardCopyOption.REPLACE_EXISTING);

    rejected();
  }

  @Test
  void refusesAChunkOfAnEarlierVersion() throws IOException {
    byte[] stale = Files.readAllBytes(blob(0));
    workload.put(site, file, Ids.random(3 * CHUNK));
    Files.write(blob(0), stale);

    rejected();
  }

  @Test
  void refusesAManifestOfAnotherVersion() {
    execute("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM file WHERE false");
    execute("INSERT INTO kept SELECT * FROM file WHERE file = $1", file.toUuid());
    workload.put(site, file, content);
    execute(
        "UPDATE file SET manifest = kept.manifest FROM kept"
            + " WHERE file.file = $1 AND kept.file = $1",
        file.toUuid());

    rejected();
  }

  @Test
  void refusesTheManifestOfAnotherFile() {
    FileId other = FileId.random(Ids.RANDOM);
    workload.put(site, other, Ids.random(3 * CHUNK));
    execute(
        "UPDATE file SET manifest = o.manifest FROM file o WHERE file.file = $1 AND o.file = $2",
        file.toUuid(),
        other.toUuid());

    rejected();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest = set_byte(manifest, 100, get_byte(manifest, 100) # 1)",
        "manifest = set_byte(manifest, 88, get_byte(manifest, 88) # 1)",
        "manifest = substring(manifest FROM 1 FOR octet_length(manifest) - 80)",
        "manifest = ''",
        "number = number + 1",
        "content_length = content_length - 1",
        "chunk_count = chunk_count - 1",
        "path_version = path_version + 1",
        "path = set_byte(path, 25, get_byte(path, 25) # 1)"
      })
  void refusesAChangedRow(String change) {
    execute("UPDATE file SET " + change + " WHERE file = $1", file.toUuid());

    rejected();
  }

  @Test
  void refusesTheWholeRowOfAFileUnderAnotherId() {
    FileId other = FileId.random(Ids.RANDOM);
    execute("UPDATE file SET file = $2 WHERE file = $1", file.toUuid(), other.toUuid());

    Refusals.refused(
        FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.get(site, other));
    Refusals.refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.list(site));
  }

  @Test
  void refusesAPathThatWasMovedToAnotherFile() {
    FileId other = FileId.random(Ids.RANDOM);
    workload.put(site, other, Ids.random(10));
    execute(
        "UPDATE file SET path = o.path FROM file o WHERE file.file = $1 AND o.file = $2",
        file.toUuid(),
        other.toUuid());

    rejected();
    Refusals.refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.list(site));
  }

  @Test
  void stillReadsWhatWasNotTouched() throws IOException {
    Files.delete(blob(2));

    var request = Workload.request(site, file).setLength(2 * CHUNK).build();
    long readable =
        tables.chunks(file).stream().filter(chunk -> Files.exists(tables.blob(chunk))).count();

    assertThat(readable).isEqualTo(2);
    try {
      assertThat(workload.get(request).content()).isEqualTo(Arrays.copyOf(content, 2 * CHUNK));
    } catch (io.customerkey.protocol.failure.CustomerKeyException refusal) {
      // It was one of those two.
      assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_CONTENT_REJECTED);
    }
  }

  private Path blob(int index) {
    List<ChunkId> chunks = tables.chunks(file);
    return tables.blob(chunks.get(index));
  }

  private void rejected() {
    Refusals.refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.get(site, file));
  }

  private void execute(String sql, Object... values) {
    tables.execute(sql, values);
  }
}
