package io.customerkey.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.localstack.data.Service;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that open large files and go away before they have read them. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class GoneReadersIT {
  private static final Logger LOG = Logger.getLogger(GoneReadersIT.class);
  private static final List<String> MEMORY =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LENGTH = 64 << 20;

  /** As many large downloads as there is memory for at once. */
  private static final int AT_ONCE = 12;

  /** So many that what they held, all together, is many times the heap. */
  private static final int GONE = 200;

  @Inject OneSite one;
  @Inject Sweeps sweeps;

  private final FileId file = FileId.random(Ids.RANDOM);
  private SiteId site;

  @BeforeEach
  void open() {
    site = one.id();
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void leaveAllOfTheMemoryToThoseAfterThem() throws Exception {
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.SHAREPOINT_ENCRYPTOR, one.port(), MEMORY);
        Workload workload = Workload.of(one.tenant(), service.port())) {
      long sum = workload.pump(site, file, 1, LENGTH).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      int gone = 0;
      while (gone < GONE) {
        workload.pump(site, file, 2).cancel();
        gone += Pump.openAndGo(AT_ONCE, () -> workload.pump(site, file, 2));
      }
      LOG.infof("%d readers gone; peak resident %d MiB", gone, service.peakMebibytes());

      await("all of the memory is free again")
          .atMost(PATIENCE)
          .until(() -> Pump.openAndGo(AT_ONCE, () -> workload.pump(site, file, 2)) == AT_ONCE);
      assertThat(
              workload
                  .pump(site, file, Integer.MAX_VALUE)
                  .done()
                  .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(sum);
      assertThat(service.isAlive()).as(service.log()).isTrue();
    }
    sweeps.removeForGood(site);
  }
}
