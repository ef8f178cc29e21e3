package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.client.FileClient;
import io.customerkey.client.FileFilter;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Blobs;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any service may die while files come in. */
final class KilledDuringUploadST {
  private static final int FILES = 60;
  private static final int BEFORE_THE_KILL = 12;
  private static final int UPLOADS_AT_ONCE = 4;
  private static final int CHUNK = 4 << 20;
  private static final Duration SWEPT_WITHIN = Duration.ofMinutes(4);

  private final Suite suite = Suite.running();
  private final Blobs blobs = new Blobs(suite);

  /** So that the test sees the sweep of what no database knows; by default it waits an hour. */
  @BeforeAll
  static void sweepsSoon() {
    Suite.running()
        .reconfigure(
            "sharepoint-encryptor",
            Map.of(
                "customerkey.sharepoint.sweep-interval", "5s",
                "customerkey.sharepoint.orphan-age", "20s",
                "customerkey.sharepoint.unknown-interval", "10s",
                "customerkey.sharepoint.unknown-age", "30s",
                "customerkey.sharepoint.replaced-retention", "1s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sharepoint-encryptor",
        "key-unwrap-service",
        "dep-service",
        "availability-key-vault",
        "exchange-encryptor"
      })
  void losesNoAcknowledgedFileShowsNoOtherAndLeavesNoBlob(String service) throws Exception {
    // Other tests replace files, whose chunks are kept for a while, and damage others on purpose.
    Set<String> lyingBefore = blobs.orphans();
    Set<String> missingBefore = blobs.missing();
    Sites sites = new Sites(suite, Tenant.create(suite));
    SiteId site = sites.registeredSite();
    Map<FileId, byte[]> offered = files();
    Map<FileId, byte[]> acknowledged = new ConcurrentHashMap<>();
    CountDownLatch someAreIn = new CountDownLatch(BEFORE_THE_KILL);

    try (FileClient client = sites.workload();
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
      offered.forEach((file, content) ->
          uploads.execute(() -> {
            try {
              Sites.put(client, site, file, content);
              acknowledged.put(file, content);
              someAreIn.countDown();
            } catch (CustomerKeyException e) {
              // Not acknowledged: the caller would try again; here the rest of the test does.
            }
          }));
      assertThat(someAreIn.await(3, TimeUnit.MINUTES)).isTrue();
      suite.admin("POST", "/services/" + service + "/kill", Map.of());
      suite.admin("POST", "/services/" + service + "/start", Map.of());
    }

    try (FileClient client = sites.workload()) {
      acknowledged.forEach(
          (file, content) -> assertThat(Sites.get(client, site, file)).isEqualTo(content));
      client
          .list(site, FileFilter.LIVE, Purpose.PURPOSE_USER_READ)
          .forEachRemaining(listed ->
              assertThat(Sites.get(client, site, listed.id())).isEqualTo(offered.get(listed.id())));
      offered.forEach((file, content) -> {
        if (!acknowledged.containsKey(file)) {
          Sites.put(client, site, file, content);
        }
      });
      Awaitility.await()
          .atMost(SWEPT_WITHIN)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(lyingBefore).containsAll(blobs.orphans()));
      assertThat(missingBefore).containsAll(blobs.missing());
      offered.forEach(
          (file, content) -> assertThat(Sites.get(client, site, file)).isEqualTo(content));
    }
  }

  /** Of one byte up to three chunks. */
  private static Map<FileId, byte[]> files() {
    Random sizes = new Random(11);
    Map<FileId, byte[]> files = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[1 + sizes.nextInt(i % 6 == 0 ? 3 * CHUNK : 60_000)];
      sizes.nextBytes(content);
      files.put(FileId.random(new SecureRandomSource()), content);
    }
    return files;
  }
}
