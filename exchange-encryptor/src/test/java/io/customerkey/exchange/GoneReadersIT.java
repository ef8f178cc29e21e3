package io.customerkey.exchange;

import io.customerkey.encryptor.fake.GoneReaders;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.localstack.data.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that open large items and go away before they have read them. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class GoneReadersIT extends WithOneMailbox {
  /** As many downloads as one instance takes on of one tenant. */
  private static final int AT_ONCE = 28;

  private static final int GONE = 400;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void leaveAllOfTheMemoryToThoseAfterThem() throws Exception {
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.EXCHANGE_ENCRYPTOR, one.port());
        Workload caller = Workload.of(one.tenant(), service.port())) {
      GoneReaders.leaveAllOfTheMemory(
          service,
          AT_ONCE,
          GONE,
          caller.pump(mailbox, item, 1, GoneReaders.LENGTH),
          messages -> caller.pump(mailbox, item, messages));
    }
  }
}
