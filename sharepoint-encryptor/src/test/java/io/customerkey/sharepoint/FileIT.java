package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.ListFilesResponse;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class FileIT {
  @Inject Instance<OneSite> sites;
  @Inject Tables tables;

  private final FileId file = FileId.random(Ids.RANDOM);
  private SiteId site;
  private OneSite one;
  private Workload workload;

  @BeforeEach
  void open() {
    one = sites.get();
    site = one.id();
    workload = one.workload();
  }

  @AfterEach
  void close() {
    workload.close();
  }

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
  void replacesAFileWhole() {
    workload.put(site, file, Ids.random(3 * CHUNK));
    byte[] content = Ids.random(1000);

    PutFileHeader header = Workload.header(site, file, "another/path", content.length);
    assertThat(workload.put(header, content, 300).getFileVersion()).isEqualTo(2);

    Workload.Read read = workload.get(site, file);
    assertThat(read.content()).isEqualTo(content);
    assertThat(read.description().getPath()).isEqualTo("another/path");
    assertThat(workload.statistics(site).getFileCount()).isEqualTo(1);
    assertThat(workload.statistics(site).getTotalBytes()).isEqualTo(1000);
    assertThat(
            tables.count(
                "SELECT count(*) FROM content WHERE site = $1 AND state = 'GARBAGE'",
                site.toUuid()))
        .isEqualTo(1);
  }

  @Test
  void replacesASmallFileByALargeOne() {
    workload.put(site, file, Ids.random(10));
    byte[] content = Ids.random(2 * CHUNK + 1);

    assertThat(workload.put(site, file, content).getFileVersion()).isEqualTo(2);

    assertThat(workload.get(site, file).content()).isEqualTo(content);
  }

  @Test
  void givesEachOfSeveralWritersOfOneFileAVersionOfItsOwn() {
    byte[] content = Ids.random(10);
    List<Long> versions =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(n -> workload.put(site, file, content).getFileVersion())
            .toList();

    assertThat(versions).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(workload.get(site, file).description().getFileVersion()).isEqualTo(4);
  }

  @Test
  void givesAFileAnotherPathAndTouchesNoContent() {
    byte[] content = Ids.random(2 * CHUNK);
    workload.put(site, file, content);
    long before = manifests();

    workload.rename(site, file, "moved/a.txt");
    workload.rename(site, file, "moved/b.txt");

    Workload.Read read = workload.get(site, file);
    assertThat(read.description().getPath()).isEqualTo("moved/b.txt");
    assertThat(read.description().getFileVersion()).isEqualTo(1);
    assertThat(read.content()).isEqualTo(content);
    assertThat(manifests()).isEqualTo(before);
  }

  private long manifests() {
    return tables.count(
        "SELECT hashtextextended(encode(manifest, 'hex'), 0) FROM file WHERE file = $1",
        file.toUuid());
  }

  @Test
  void refusesToRenameWhatIsNotThere() {
    Refusals.refused(
        FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.rename(site, file, "a/b"));
  }

  @Test
  void deletesAFileRecoverablyAndBringsItBack() {
    byte[] content = Ids.random(100);
    workload.put(site, file, content);

    var deleted = workload.delete(site, file);

    assertThat(deleted.getExisted()).isTrue();
    assertThat(workload.delete(site, file).getExisted()).isFalse();
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, file));
    Refusals.refused(
        FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.rename(site, file, "a"));
    assertThat(workload.list(site).getFilesCount()).isZero();
    FileDescription listed =
        workload.list(Workload.listing(site).setDeleted(true).build()).getFiles(0);
    assertThat(listed.getFileId()).isEqualTo(Ids.bytes(file));
    assertThat(listed.getRecoverableUntil()).isEqualTo(deleted.getRecoverableUntil());
    assertThat(listed.getRecoverableUntil().getSeconds() - listed.getDeleted().getSeconds())
        .isEqualTo(30L * 24 * 3600);
    assertThat(workload.statistics(site).getDeletedCount()).isEqualTo(1);

    workload.restore(site, file);
    workload.restore(site, file);

    assertThat(workload.get(site, file).content()).isEqualTo(content);
    assertThat(workload.statistics(site).getDeletedCount()).isZero();
  }

  @Test
  void bringsNothingBackWhoseTimeIsOver() {
    workload.put(site, file, Ids.random(100));
    workload.delete(site, file);
    tables.execute(
        "UPDATE file SET deleted = now() - interval '30 days' WHERE file = $1", file.toUuid());

    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.restore(site, file));
    assertThat(workload.list(Workload.listing(site).setDeleted(true).build()).getFilesCount())
        .isZero();
  }

  @Test
  void putsANewVersionInPlaceOfADeletedFile() {
    workload.put(site, file, Ids.random(100));
    workload.delete(site, file);
    byte[] content = Ids.random(10);

    assertThat(workload.put(site, file, content).getFileVersion()).isEqualTo(2);

    assertThat(workload.get(site, file).content()).isEqualTo(content);
    assertThat(workload.statistics(site).getDeletedCount()).isZero();
  }

  @Test
  void listsAllFilesInPagesInOrderOfId() {
    List<FileId> put = IntStream.range(0, 7).mapToObj(n -> FileId.random(Ids.RANDOM)).toList();
    put.forEach(id -> workload.put(site, id, Ids.random(10)));

    List<ByteString> listed = new ArrayList<>();
    int pages = 0;
    String token = "";
    do {
      ListFilesResponse page =
          workload.list(Workload.listing(site).setPageSize(3).setPageToken(token).build());
      page.getFilesList().forEach(found -> listed.add(found.getFileId()));
      token = page.getNextPageToken();
      pages++;
    } while (!token.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(listed)
        .containsExactlyElementsOf(
            put.stream()
                .map(Ids::bytes)
                .sorted(ByteString.unsignedLexicographicalComparator())
                .toList());
  }

  @Test
  void listsThePathsThatBeginWithAPrefix() {
    for (String path : List.of("a/1", "a/2", "ab/3", "b/4")) {
      workload.put(Workload.header(site, FileId.random(Ids.RANDOM), path, 1), new byte[1], 1);
    }

    List<String> found = new ArrayList<>();
    String token = "";
    do {
      ListFilesResponse page =
          workload.list(
              Workload.listing(site)
                  .setPathPrefix("a/")
                  .setPageSize(1)
                  .setPageToken(token)
                  .build());
      page.getFilesList().forEach(description -> found.add(description.getPath()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(found).containsExactlyInAnyOrder("a/1", "a/2");
  }

  @Test
  void listsASiteThatNobodyHasWrittenToAsEmpty() {
    assertThat(workload.list(site).getFilesCount()).isZero();
    assertThat(workload.statistics(site).getIsEncrypted()).isFalse();
    assertThat(workload.delete(site, file).getExisted()).isFalse();
  }

  @Test
  void tellsWhatProtectsASite() {
    workload.put(site, file, Ids.random(10));

    var statistics = workload.statistics(site);

    assertThat(statistics.getIsEncrypted()).isTrue();
    assertThat(statistics.getPolicyId()).isEqualTo(Ids.bytes(one.policy().id()));
    assertThat(statistics.getGenerationId()).isEqualTo(Ids.bytes(one.policy().generation()));
    assertThat(statistics.getDataEncryptionPolicyId()).isEqualTo(Ids.bytes(one.policy().version()));
    assertThat(statistics.getAssignmentVersion()).isEqualTo(1);
    assertThat(statistics.getTotalBytes()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"100,-1", "100,1", "65536,-1", "65536,1", "200000,-1", "200000,1", "0,1"})
  void refusesAStreamOfAnotherLengthThanDeclaredAndLeavesNothing(int length, int difference) {
    int blobs = tables.blobs().size();
    PutFileHeader header = Workload.header(site, file, "a", length + difference);

    CustomerKeyException refusal =
        Refusals.refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
            () -> workload.put(header, Ids.random(length), 30_000));

    assertThat(refusal.metadata()).containsEntry("field", "content_length");
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, file));
    assertThat(
            tables.count(
                "SELECT count(*) FROM content WHERE site = $1 AND state <> 'GARBAGE'",
                site.toUuid()))
        .isZero();
    if (length + difference <= CHUNK) {
      assertThat(tables.blobs()).hasSize(blobs);
    }
  }

  @Test
  void refusesAFileOverTheLimitAtItsHeader() {
    PutFileHeader header = Workload.header(site, file, "a", 268_435_456_001L);

    CustomerKeyException refusal =
        Refusals.refused(
            FailureReason.FAILURE_REASON_LIMIT_EXCEEDED,
            () -> workload.put(header, new byte[0], 1));

    assertThat(refusal.metadata())
        .containsEntry("field", "content_length")
        .containsEntry("limit", "268435456000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a", "a\\b", "/a", "a/"})
  void refusesPathTricks(String path) {
    PutFileHeader header = Workload.header(site, file, path, 1);

    CustomerKeyException refusal =
        Refusals.refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
            () -> workload.put(header, new byte[1], 1));

    assertThat(refusal.metadata()).containsEntry("field", "path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text/", "/plain", "text/pl\u00e4in", "a/b\nc"})
  void refusesWhatIsNoMediaType(String type) {
    PutFileHeader header =
        Workload.header(site, file, "a", 1).toBuilder().setMediaType(type).build();

    CustomerKeyException refusal =
        Refusals.refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
            () -> workload.put(header, new byte[1], 1));

    assertThat(refusal.metadata()).containsEntry("field", "media_type");
  }

  @Test
  void refusesASiteWithoutAnAssignment() {
    SiteId unknown = SiteId.random(Ids.RANDOM);

    Refusals.refused(
        FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.put(unknown, file, new byte[1]));
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(unknown, file));
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.list(unknown));
  }

  @Test
  void hidesASiteFromAnotherTenant() {
    workload.put(site, file, Ids.random(10));

    try (Workload other = one.stranger()) {
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.get(site, file));
      Refusals.refused(
          FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.put(site, file, new byte[1]));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.list(site));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.rename(site, file, "a"));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.delete(site, file));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.restore(site, file));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.statistics(site));
    }
  }

  @Test
  void refusesAPurposeThatTheTokenDoesNotGrantOrTheCallDoesNotHave() {
    workload.put(site, file, Ids.random(10));

    for (Purpose purpose : List.of(Purpose.PURPOSE_EDISCOVERY, Purpose.PURPOSE_USER_WRITE)) {
      Refusals.refused(
          FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
          () -> workload.get(Workload.request(site, file).setPurpose(purpose).build()));
    }
    Refusals.refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () ->
            workload.get(
                Workload.request(site, file).setPurpose(Purpose.PURPOSE_UNSPECIFIED).build()));
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
