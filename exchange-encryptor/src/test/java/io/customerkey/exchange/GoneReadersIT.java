package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.OneMailbox;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.localstack.data.Service;
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

/** Readers that open large items and go away before they have read them. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class GoneReadersIT {
  private static final Logger LOG = Logger.getLogger(GoneReadersIT.class);
  private static final List<String> MEMORY =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LENGTH = 64 << 20;

  /** As many downloads as one instance takes on. */
  private static final int AT_ONCE = 32;

  /** So many that what they held, all together, is many times the heap. */
  private static final int GONE = 400;

  @Inject OneMailbox one;

  private final ItemId item = ItemId.random(Ids.RANDOM);
  private MailboxId mailbox;

  @BeforeEach
  void open() {
    mailbox = one.id();
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void leaveAllOfTheMemoryToThoseAfterThem() throws Exception {
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.EXCHANGE_ENCRYPTOR, one.port(), MEMORY);
        Workload workload = Workload.of(one.tenant(), service.port())) {
      long sum =
          workload.pump(mailbox, item, 1, LENGTH).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      int gone = 0;
      while (gone < GONE) {
        workload.pump(mailbox, item, 2).cancel();
        gone += Pump.openAndGo(AT_ONCE, () -> workload.pump(mailbox, item, 2));
      }
      LOG.infof("%d readers gone; peak resident %d MiB", gone, service.peakMebibytes());

      await("all of the memory is free again")
          .atMost(PATIENCE)
          .until(() -> Pump.openAndGo(AT_ONCE, () -> workload.pump(mailbox, item, 2)) == AT_ONCE);
      assertThat(
              workload
                  .pump(mailbox, item, Integer.MAX_VALUE)
                  .done()
                  .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(sum);
      assertThat(service.isAlive()).as(service.log()).isTrue();
    }
  }
}
