package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.fake.Database;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.localstack.data.Service;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.sharepoint.v1.FileDescription;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files, uploads and deletions leave behind is removed. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class GarbageIT extends WithOneFile {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject Sweeps sweeps;
  @Inject Database database;

  @Test
  void removesReplacedChunksOnceTheirReadersHaveHadTheirTime() {
    List<Path> before = paths(file);
    workload.put(site, file, Ids.random(10));

    sweeps.garbage();
    assertThat(before).allMatch(Files::exists);

    tables.execute("UPDATE content SET due = now() WHERE state = 'GARBAGE'");
    sweeps.garbage();

    assertThat(before).noneMatch(Files::exists);
    assertThat(states()).isEqualTo(1);
    assertThat(workload.get(site, file).content()).hasSize(10);
  }

  @Test
  void removesDeletedFilesForGoodOnceTheirTimeIsOver() {
    List<Path> before = paths(file);
    workload.delete(site, file);
    sweeps.garbage();
    assertThat(before).allMatch(Files::exists);

    tables.execute(
        "UPDATE file SET deleted = now() - interval '30 days' WHERE file = $1", file.toUuid());
    sweeps.garbage();

    assertThat(before).noneMatch(Files::exists);
    assertThat(states()).isZero();
    assertThat(tables.count("SELECT count(*) FROM file WHERE file = $1", file.toUuid())).isZero();
  }

  @Test
  void keepsADeletedFileAsLongAsTheOperatorSetAndThenRemovesIt() {
    List<Path> before = paths(file);
    Map<String, String> settings =
        Map.of(
            "customerkey.deleted-files.retention",
            "15s",
            "customerkey.sharepoint.sweep-interval",
            "1s");
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.SHAREPOINT_ENCRYPTOR, one.port(), settings);
        Workload caller = Workload.of(one.tenant(), service.port())) {
      var deleted = Workload.listing(site).setDeleted(true).build();
      caller.delete(site, file);
      FileDescription listed = caller.list(deleted).getFiles(0);
      assertThat(listed.getRecoverableUntil().getSeconds() - listed.getDeleted().getSeconds())
          .isEqualTo(15);
      caller.restore(site, file);
      assertThat(caller.get(site, file).content()).isEqualTo(content);

      long until = caller.delete(site, file).getRecoverableUntil().getSeconds();
      await().atMost(PATIENCE).until(() -> states() == 0);

      assertThat(database.seconds()).isGreaterThanOrEqualTo(until);
      assertThat(before).noneMatch(Files::exists);
      assertThat(caller.list(deleted).getFilesCount()).isZero();
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> caller.restore(site, file));
    }
  }

  @Test
  void removesWhatAnUploadThatFailedHasStored() {
    int before = tables.blobs().size();
    var header = Workload.header(site, FileId.random(Ids.RANDOM), "a", 10L * CHUNK);
    Refusals.refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.put(header, Ids.random(3 * CHUNK), CHUNK));

    sweeps.garbage();

    assertThat(tables.blobs()).hasSize(before);
    assertThat(states()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {CHUNK, 5 * CHUNK})
  void removesWhatABrokenUploadHasStored(int length) {
    FileId broken = FileId.random(Ids.RANDOM);
    try (Workload caller = one.workload()) {
      caller.begin(site, broken, length).send(length / 2);
      if (length > CHUNK) {
        await().atMost(PATIENCE).until(() -> inProgress() == 1);
      }
    }

    await().atMost(PATIENCE).until(() -> inProgress() == 0);
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, broken));
    sweeps.everything();
    assertThat(tables.unrecorded()).isEmpty();
    assertThat(states()).isEqualTo(1);
  }

  private List<Path> paths(FileId of) {
    return tables.chunks(of).stream().map(tables::blob).toList();
  }

  private long inProgress() {
    return tables.count(
        "SELECT count(*) FROM content WHERE site = $1 AND state = 'STAGED'", site.toUuid());
  }

  private long states() {
    return tables.count("SELECT count(*) FROM content WHERE site = $1", site.toUuid());
  }
}
