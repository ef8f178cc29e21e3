package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.encryptor.fake.TinyDisk;
import io.customerkey.localstack.data.Service;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The blob store refuses, or has no more room: a clear error, and nothing half-done. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class RefusingBlobStoreIT {
  @Inject OneSite one;
  @Inject Tables tables;
  @Inject Sweeps sweeps;

  private SiteId site;

  @BeforeEach
  void open() {
    site = one.id();
  }

  @Test
  void storesNothingWhileTheBlobStoreRefusesAndEverythingAfterwards() throws IOException {
    Path root = tables.root();
    Path away = root.resolveSibling("blobs-away");
    byte[] content = Ids.random(2 * CHUNK);
    FileId small = FileId.random(Ids.RANDOM);
    FileId large = FileId.random(Ids.RANDOM);
    try (Workload workload = one.workload()) {
      Files.move(root, away);
      try {
        for (FileId refused : List.of(small, large)) {
          int length = refused.equals(small) ? 10 : 5 * CHUNK;
          Refusals.refused(
              FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
              () -> workload.put(site, refused, Ids.random(length)));
        }
      } finally {
        Files.move(away, root);
      }

      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, small));
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, large));
      sweeps.everything();
      assertThat(tables.unrecorded()).isEmpty();
      workload.put(site, large, content);
      assertThat(workload.get(site, large).content()).isEqualTo(content);
    }
  }

  @Test
  void storesNothingOfAFileForWhichTheBlobStoreHasNoRoom() {
    FileId small = FileId.random(Ids.RANDOM);
    FileId large = FileId.random(Ids.RANDOM);
    byte[] content = Ids.random(9 << 20);
    try (LaunchedEncryptor service =
            LaunchedEncryptor.startWithoutRoom(Service.SHAREPOINT_ENCRYPTOR, one.port());
        Workload workload = Workload.of(one.tenant(), service.port())) {
      workload.put(site, small, Ids.random(100_000));

      CustomerKeyException refusal =
          Refusals.refused(
              FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
              () -> workload.put(site, large, content));

      assertThat(refusal.retryable()).isTrue();
      assertThat(refusal).hasMessageContaining("blob store");
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, large));
      assertThat(workload.list(site).getFilesCount()).isEqualTo(1);
    }

    sweeps.everything();
    assertThat(tables.unrecorded()).isEmpty();
    try (Workload workload = one.workload()) {
      assertThat(workload.put(site, large, content).getFileVersion()).isEqualTo(1);
      assertThat(workload.get(site, large).content()).isEqualTo(content);
    }
    sweeps.removeForGood(site);
  }

  @Test
  @EnabledIf("io.customerkey.encryptor.fake.TinyDisk#possible")
  void saysThatTheBlobStoreIsFullAndTakesTheFileOnceThereIsRoom() {
    FileId small = FileId.random(Ids.RANDOM);
    FileId large = FileId.random(Ids.RANDOM);
    byte[] content = Ids.random(9 << 20);
    byte[] little = Ids.random(100_000);
    // What others left is removed where it lies; the service looks at its own disk.
    sweeps.everything();
    try (TinyDisk disk = TinyDisk.of(6);
        LaunchedEncryptor service =
            LaunchedEncryptor.start(
                Service.SHAREPOINT_ENCRYPTOR,
                one.port(),
                Map.of(
                    "customerkey.blobs.directory",
                    disk.folder().toString(),
                    "customerkey.sharepoint.sweep-interval",
                    "1s"));
        Workload workload = Workload.of(one.tenant(), service.port())) {
      workload.put(site, small, little);

      CustomerKeyException refusal =
          Refusals.refused(
              FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
              () -> workload.put(site, large, content));

      assertThat(refusal.retryable()).isTrue();
      assertThat(refusal).hasMessageContaining("the blob store is full");
      Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, large));
      assertThat(workload.list(site).getFilesCount()).isEqualTo(1);
      assertThat(workload.get(site, small).content()).isEqualTo(little);
      await("what was stored of it is removed")
          .atMost(Duration.ofMinutes(1))
          .until(() -> blobs(disk.folder()) == 1);

      disk.grow(64);
      assertThat(workload.put(site, large, content).getFileVersion()).isEqualTo(1);
      assertThat(workload.get(site, large).content()).isEqualTo(content);
    }
    sweeps.removeForGood(site);
  }

  private static long blobs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
