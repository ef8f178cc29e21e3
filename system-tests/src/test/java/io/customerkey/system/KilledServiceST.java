package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any service may die while mail comes in. */
final class KilledServiceST {
  private static final int ITEMS = 120;
  private static final int BEFORE_THE_KILL = 30;
  private static final int UPLOADS_AT_ONCE = 4;
  private static final Duration ORPHANS_LIVE_AT_MOST = Duration.ofMinutes(3);
  private static final String ORPHANS =
      "SELECT count(*) FROM content_stream WHERE NOT EXISTS"
          + " (SELECT 1 FROM item WHERE item.stream = content_stream.stream)";
  private final Suite suite = Suite.running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exchange-encryptor",
        "key-unwrap-service",
        "dep-service",
        "availability-key-vault"
      })
  void losesNoAcknowledgedItemAndKeepsNoneByHalf(String service) throws Exception {
    Tenant tenant = Tenant.create(suite);
    MailboxId mailbox = tenant.mailbox(tenant.policy());
    Map<ItemId, byte[]> offered = items();
    Map<ItemId, byte[]> acknowledged = new ConcurrentHashMap<>();
    CountDownLatch someAreIn = new CountDownLatch(BEFORE_THE_KILL);

    try (MailboxClient client = tenant.workload();
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
      offered.forEach((item, content) ->
          uploads.execute(() -> offer(client, mailbox, item, content, acknowledged, someAreIn)));
      assertThat(someAreIn.await(2, TimeUnit.MINUTES)).isTrue();
      suite.admin("POST", "/services/" + service + "/kill", Map.of());
      suite.admin("POST", "/services/" + service + "/start", Map.of());
    }

    try (MailboxClient client = tenant.workload()) {
      acknowledged.forEach((item, content) ->
          assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
              .isEqualTo(content));
      client
          .list(mailbox, Purpose.PURPOSE_USER_READ)
          .forEachRemaining(listed ->
              assertThat(Tenant.get(client, mailbox, listed.id(), Purpose.PURPOSE_USER_READ))
                  .isEqualTo(offered.get(listed.id())));
      offered.forEach((item, content) -> Tenant.put(client, mailbox, item, content));
    }
    Awaitility.await()
        .atMost(ORPHANS_LIVE_AT_MOST)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(orphans()).isZero());
  }

  private static void offer(
      MailboxClient client,
      MailboxId mailbox,
      ItemId item,
      byte[] content,
      Map<ItemId, byte[]> acknowledged,
      CountDownLatch someAreIn) {
    try {
      Tenant.put(client, mailbox, item, content);
      acknowledged.put(item, content);
      someAreIn.countDown();
    } catch (CustomerKeyException e) {
      // Not acknowledged: the caller would try again; here the rest of the test does.
    }
  }

  /** Of one byte up to three segments. */
  private static Map<ItemId, byte[]> items() {
    Random sizes = new Random(7);
    Map<ItemId, byte[]> items = new HashMap<>();
    for (int i = 0; i < ITEMS; i++) {
      byte[] content = new byte[1 + sizes.nextInt(i % 10 == 0 ? 3 << 20 : 40_000)];
      sizes.nextBytes(content);
      items.put(ItemId.random(new SecureRandomSource()), content);
    }
    return items;
  }

  private long orphans() throws SQLException {
    try (Connection database = suite.database("exchange");
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(ORPHANS)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
