package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.sharepoint.v1.PutFileHeader;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What writers may do with a file, and what is refused. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class FileWriteIT extends WithOneSite {

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
}
