package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.LaunchedEncryptor;
import io.customerkey.encryptor.fake.Pump;
import io.customerkey.exchange.content.StagedUploads;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.OneMailbox;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.localstack.data.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
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

/** Ten items of 150 MiB at once through a service that has 256 MB of heap. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class LargeItemsIT {
  private static final Logger LOG = Logger.getLogger(LargeItemsIT.class);
  private static final long LENGTH = 157_286_400;
  private static final int ITEMS = 10;
  private static final int STALLED = 4;
  private static final int STALLED_AFTER = 4;
  private static final long MINUTES = 8;

  @Inject OneMailbox one;
  @Inject StagedUploads staged;
  @Inject Pool pool;

  private MailboxId mailbox;

  @BeforeEach
  void open() {
    mailbox = one.id();
  }

  @Test
  void carriesTenAtOnceInAndOutAlsoBesideReadersThatStopReading() throws Exception {
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.EXCHANGE_ENCRYPTOR, one.port());
        Workload workload = Workload.of(one.tenant(), service.port());
        Workload stalled = Workload.of(one.tenant(), service.port())) {
      Map<ItemId, CompletableFuture<Long>> puts = new LinkedHashMap<>();
      long began = System.nanoTime();
      for (int n = 0; n < ITEMS; n++) {
        ItemId item = ItemId.random(Ids.RANDOM);
        puts.put(item, workload.pump(mailbox, item, n, LENGTH));
      }
      for (CompletableFuture<Long> put : puts.values()) {
        put.get(MINUTES, TimeUnit.MINUTES);
      }
      told("put", began, service);

      List<Pump.Download> stops = new ArrayList<>();
      List<ItemId> items = List.copyOf(puts.keySet());
      for (int n = 0; n < STALLED; n++) {
        stops.add(stalled.pump(mailbox, items.get(n), STALLED_AFTER));
      }
      began = System.nanoTime();
      Map<ItemId, Pump.Download> gets = new LinkedHashMap<>();
      items.forEach(item -> gets.put(item, workload.pump(mailbox, item, Integer.MAX_VALUE)));
      for (ItemId item : items) {
        assertThat(gets.get(item).done().get(MINUTES, TimeUnit.MINUTES))
            .isEqualTo(puts.get(item).join());
      }
      told("get", began, service);

      stops.forEach(stop -> assertThat(stop.received()).isLessThan(STALLED_AFTER << 20));
      stops.forEach(Pump.Download::cancel);
      assertThat(service.isAlive()).as(service.log()).isTrue();
      items.forEach(item -> assertThat(workload.delete(mailbox, item).getExisted()).isTrue());
    }
  }

  @Test
  void losesNoAcknowledgedItemAndLeavesNoHalfOneWhenKilled() throws Exception {
    Map<ItemId, Long> acknowledged = new LinkedHashMap<>();
    try (LaunchedEncryptor service =
            LaunchedEncryptor.start(Service.EXCHANGE_ENCRYPTOR, one.port());
        Workload workload = Workload.of(one.tenant(), service.port())) {
      for (int n = 0; n < 5; n++) {
        ItemId item = ItemId.random(Ids.RANDOM);
        acknowledged.put(
            item, workload.pump(mailbox, item, n, 5 << 20).get(MINUTES, TimeUnit.MINUTES));
      }
      List<CompletableFuture<Long>> running = new ArrayList<>();
      for (int n = 0; n < 5; n++) {
        running.add(workload.pump(mailbox, ItemId.random(Ids.RANDOM), 100 + n, LENGTH));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> stagedSegments() > 10);
      service.kill();
      running.forEach(put -> assertThat(put.handle((sum, failure) -> failure).join()).isNotNull());
    }

    assertThat(stagedSegments()).isPositive();
    staged.sweep(Duration.ZERO).await().atMost(Duration.ofSeconds(30));
    assertThat(stagedSegments()).isZero();
    try (Workload workload = one.workload()) {
      assertThat(workload.list(mailbox, 100, "").getItemsList())
          .extracting(item -> item.getItemId())
          .containsExactlyInAnyOrderElementsOf(
              acknowledged.keySet().stream().map(Ids::bytes).toList());
      for (ItemId item : acknowledged.keySet()) {
        assertThat(
                workload
                    .pump(mailbox, item, Integer.MAX_VALUE)
                    .done()
                    .get(MINUTES, TimeUnit.MINUTES))
            .isEqualTo(acknowledged.get(item));
      }
    }
  }

  private long stagedSegments() {
    return pool.query(
            "SELECT count(*) FROM item_segment s JOIN content_stream c USING (stream)"
                + " WHERE NOT c.published")
        .execute()
        .await()
        .atMost(Duration.ofSeconds(10))
        .iterator()
        .next()
        .getLong(0);
  }

  private static void told(String what, long began, LaunchedEncryptor service) {
    double seconds = (System.nanoTime() - began) / 1e9;
    LOG.infof(
        "%s: %d items of 150 MiB at once in %.1f s, %.0f MiB/s; peak resident %d MiB",
        what, ITEMS, seconds, ITEMS * 150 / seconds, service.peakMebibytes());
  }
}
