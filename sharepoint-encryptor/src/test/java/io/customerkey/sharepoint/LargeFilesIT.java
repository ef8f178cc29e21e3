package io.customerkey.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.localstack.data.Service;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Eight large files at once through a service with 256 MB of heap, and one that is killed. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class LargeFilesIT {
  private static final Logger LOG = Logger.getLogger(LargeFilesIT.class);
  private static final long MEBIBYTES = 160;
  private static final long LENGTH = (MEBIBYTES << 20) + 12_345;
  private static final int FILES = 8;
  private static final int STALLED = 2;
  private static final int STALLED_AFTER = 4;
  private static final long MINUTES = 8;

  @Inject OneSite one;
  @Inject Tables tables;
  @Inject Sweeps sweeps;

  private SiteId site;

  @BeforeEach
  void open() {
    site = one.id();
  }

  @Test
  void carriesEightAtOnceInAndOutAlsoBesideReadersThatStopReading() throws Exception {
    try (LaunchedEncryptor service = launch();
        Workload workload = Workload.of(one.tenant(), service.port());
        Workload stalled = Workload.of(one.tenant(), service.port())) {
      Map<FileId, CompletableFuture<Long>> puts = new LinkedHashMap<>();
      long began = System.nanoTime();
      for (int n = 0; n < FILES; n++) {
        FileId file = FileId.random(Ids.RANDOM);
        puts.put(file, workload.pump(site, file, n, LENGTH));
      }
      for (CompletableFuture<Long> put : puts.values()) {
        put.get(MINUTES, TimeUnit.MINUTES);
      }
      told("put", began, service);

      List<Pump.Download> stops = new ArrayList<>();
      List<FileId> files = List.copyOf(puts.keySet());
      for (int n = 0; n < STALLED; n++) {
        stops.add(stalled.pump(site, files.get(n), STALLED_AFTER));
      }
      began = System.nanoTime();
      Map<FileId, Pump.Download> gets = new LinkedHashMap<>();
      files.forEach(file -> gets.put(file, workload.pump(site, file, Integer.MAX_VALUE)));
      for (FileId file : files) {
        assertThat(gets.get(file).done().get(MINUTES, TimeUnit.MINUTES))
            .isEqualTo(puts.get(file).join());
      }
      told("get", began, service);

      stops.forEach(stop -> assertThat(stop.received()).isLessThan(STALLED_AFTER << 20));
      stops.forEach(Pump.Download::cancel);
      assertThat(service.isAlive()).as(service.log()).isTrue();
      sweeps.removeForGood(site);
    }
  }

  @Test
  void losesNoAcknowledgedFileAndLeavesNoHalfOneWhenKilled() throws Exception {
    Map<FileId, Long> acknowledged = new LinkedHashMap<>();
    try (LaunchedEncryptor service = launch();
        Workload workload = Workload.of(one.tenant(), service.port())) {
      for (int n = 0; n < 5; n++) {
        FileId file = FileId.random(Ids.RANDOM);
        long length = n % 2 == 0 ? 100_000 : 9 << 20;
        acknowledged.put(file, workload.pump(site, file, n, length).get(MINUTES, TimeUnit.MINUTES));
      }
      List<CompletableFuture<Long>> running = new ArrayList<>();
      for (int n = 0; n < 5; n++) {
        running.add(workload.pump(site, FileId.random(Ids.RANDOM), 100 + n, LENGTH));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> stagedChunks() > 10);
      service.kill();
      running.forEach(put -> assertThat(put.handle((sum, failure) -> failure).join()).isNotNull());
    }

    assertThat(stagedChunks()).isPositive();
    sweeps.everything();

    assertThat(stagedChunks()).isZero();
    List<ChunkId> owned =
        acknowledged.keySet().stream().flatMap(file -> tables.chunks(file).stream()).toList();
    assertThat(owned).hasSize(3 + 2 * 3).allMatch(chunk -> tables.blob(chunk).toFile().exists());
    assertThat(tables.unrecorded()).isEmpty();
    try (Workload workload = one.workload()) {
      assertThat(workload.list(site).getFilesList())
          .extracting(file -> file.getFileId())
          .containsExactlyInAnyOrderElementsOf(
              acknowledged.keySet().stream().map(Ids::bytes).toList());
      for (FileId file : acknowledged.keySet()) {
        assertThat(
                workload.pump(site, file, Integer.MAX_VALUE).done().get(MINUTES, TimeUnit.MINUTES))
            .isEqualTo(acknowledged.get(file));
      }
    }
    sweeps.removeForGood(site);
  }

  private LaunchedEncryptor launch() {
    return LaunchedEncryptor.start(Service.SHAREPOINT_ENCRYPTOR, one.port());
  }

  private long stagedChunks() {
    return tables.count(
        "SELECT count(*) FROM chunk JOIN content USING (content) WHERE state <> 'STORED'"
            + " AND site = $1",
        site.toUuid());
  }

  private static void told(String what, long began, LaunchedEncryptor service) {
    double seconds = (System.nanoTime() - began) / 1e9;
    LOG.infof(
        "%s: %d files of %d MiB at once in %.1f s, %.0f MiB/s; peak resident %d MiB",
        what, FILES, MEBIBYTES, seconds, FILES * MEBIBYTES / seconds, service.peakMebibytes());
  }
}
