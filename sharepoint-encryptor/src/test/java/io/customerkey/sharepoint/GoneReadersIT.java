package io.customerkey.sharepoint;

import io.customerkey.encryptor.fake.GoneReaders;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.localstack.data.Service;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that open large files and go away before they have read them. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class GoneReadersIT extends WithOneSite {
  /** As many large downloads of one tenant as there is memory for at once. */
  private static final int AT_ONCE = 10;

  private static final int GONE = 200;

  @Inject Sweeps sweeps;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void leaveAllOfTheMemoryToThoseAfterThem() throws Exception {
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.SHAREPOINT_ENCRYPTOR, one.port());
        Workload caller = Workload.of(one.tenant(), service.port())) {
      GoneReaders.leaveAllOfTheMemory(
          service,
          AT_ONCE,
          GONE,
          caller.pump(site, file, 1, GoneReaders.LENGTH),
          messages -> caller.pump(site, file, messages));
    }
    sweeps.removeForGood(site);
  }
}
