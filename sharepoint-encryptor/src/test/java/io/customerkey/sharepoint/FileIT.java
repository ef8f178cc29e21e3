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
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.protocol.sharepoint.v1.ListFilesResponse;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be done with files beside writing and reading them, and by whom. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class FileIT extends WithOneSite {

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

  private long manifests() {
    return tables.count(
        "SELECT hashtextextended(encode(manifest, 'hex'), 0) FROM file WHERE file = $1",
        file.toUuid());
  }
}
