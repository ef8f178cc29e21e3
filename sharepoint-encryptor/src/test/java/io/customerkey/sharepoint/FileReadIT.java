package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers get of a file. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class FileReadIT extends WithOneSite {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 40 * CHUNK + 12_345})
  void givesBackByteForByteWhatWasPut(int length) {
    byte[] content = Ids.random(length);

    assertThat(workload.put(site, file, content).getFileVersion()).isEqualTo(1);

    Workload.Read read = workload.get(site, file);
    assertThat(read.content()).isEqualTo(content);
    FileDescription description = read.description();
    assertThat(description.getContentLength()).isEqualTo(length);
    assertThat(description.getFileVersion()).isEqualTo(1);
    assertThat(description.getPath()).isEqualTo("folder/" + file);
    assertThat(description.getMediaType()).isEqualTo("text/plain");
    assertThat(description.getChunkCount()).isEqualTo((length + CHUNK - 1) / CHUNK);
    assertThat(description.hasDeleted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0,1",
    "0,65536",
    "65535,2",
    "65536,65536",
    "100000,200000",
    "327680,12345",
    "340024,1",
    "340025,0"
  })
  void readsARange(int offset, int length) {
    byte[] content = Ids.random(5 * CHUNK + 12_345);
    workload.put(site, file, content);

    var request = Workload.request(site, file).setOffset(offset).setLength(length).build();

    assertThat(workload.get(request).content())
        .isEqualTo(Arrays.copyOfRange(content, offset, offset + length));
  }

  @Test
  void readsFromAnOffsetToTheEnd() {
    byte[] content = Ids.random(3 * CHUNK);
    workload.put(site, file, content);

    var request = Workload.request(site, file).setOffset(100).build();

    assertThat(workload.get(request).content())
        .isEqualTo(Arrays.copyOfRange(content, 100, content.length));
  }

  @Test
  void touchesOnlyTheChunksOfARange() throws IOException {
    byte[] content = Ids.random(3 * CHUNK);
    workload.put(site, file, content);
    byte[] middle = Arrays.copyOfRange(content, CHUNK, 2 * CHUNK);
    var request = Workload.request(site, file).setOffset(CHUNK).setLength(CHUNK).build();

    int readable = 0;
    for (var chunk : tables.chunks(file)) {
      Path blob = tables.blob(chunk);
      Path away = blob.resolveSibling("away");
      Files.move(blob, away);
      try {
        readable += Arrays.equals(workload.get(request).content(), middle) ? 1 : 0;
      } catch (CustomerKeyException missing) {
        assertThat(missing.reason()).isEqualTo(FailureReason.FAILURE_REASON_CONTENT_REJECTED);
      }
      Files.move(away, blob);
    }
    assertThat(readable).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"101,0,offset", "0,101,length", "100,1,length", "-1,1,offset", "1,-1,length"})
  void refusesARangeBeyondTheEnd(long offset, long length, String field) {
    workload.put(site, file, Ids.random(100));
    var request = Workload.request(site, file).setOffset(offset).setLength(length).build();

    CustomerKeyException refusal =
        Refusals.refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID, () -> workload.get(request));

    assertThat(refusal.metadata()).containsEntry("field", field);
  }

  @Test
  void leavesNoPlaintextInTheStores() throws IOException {
    String marker = "marker-" + UUID.randomUUID();
    byte[] content =
        Arrays.copyOf(marker.repeat(10_000).getBytes(StandardCharsets.UTF_8), 3 * CHUNK);
    workload.put(Workload.header(site, file, marker, content.length), content, 65_536);

    assertThat(
            tables.count(
                "SELECT count(*) FROM file WHERE file = $1"
                    + " AND position($2::bytea IN path || manifest) = 0",
                file.toUuid(),
                io.vertx.core.buffer.Buffer.buffer(marker)))
        .isEqualTo(1);
    for (var chunk : tables.chunks(file)) {
      String stored =
          new String(Files.readAllBytes(tables.blob(chunk)), StandardCharsets.ISO_8859_1);
      assertThat(stored.contains(marker)).isFalse();
    }
  }
}
