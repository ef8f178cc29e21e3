package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three instances of key-unwrap-service that share a database and act as one. */
final class ThreeInstancesST {
  private static final int INSTANCES = 3;

  /** The three, and one of each encryptor. */
  private static final int FLEET = 5;

  private static final Duration WAIT = Duration.ofMillis(1500);

  /** Hedged to all three after 4 s; keep-alive ends a frozen one's connection 8 s later. */
  private static final Duration PAST_KEEP_ALIVE = Duration.ofSeconds(16);

  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
  private static final Duration PROBED_WITHIN = Duration.ofSeconds(30);
  private static final Duration ATTACHED_WITHIN = Duration.ofSeconds(60);
  private static Suite suite;

  @BeforeAll
  static void start() {
    suite = Suite.ofItsOwn("--instances", Integer.toString(INSTANCES));
  }

  @AfterAll
  static void stop() {
    suite.stop();
  }

  @Test
  void everyInstanceKnowsAndServesAPolicyThatOneOfThemMade() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {1});
      for (int call = 0; call < 2 * INSTANCES; call++) {
        assertThat(tenant.rest("GET", "/policies/" + policy + "/health", Map.of()).status())
            .isEqualTo(200);
        drop(tenant, policy);
        assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(1);
      }
    }
  }

  @Test
  void aDropIsAcknowledgedByEveryInstanceAndEncryptor() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();

    Awaitility.await()
        .atMost(ATTACHED_WITHIN)
        .untilAsserted(() -> {
          JsonNode dropped = drop(tenant, policy);
          assertThat(dropped.path("instances").asInt())
              .as("those that were killed count until their leases have ended")
              .isGreaterThanOrEqualTo(FLEET);
          assertThat(dropped.path("acknowledged").asInt()).isEqualTo(FLEET);
        });
  }

  @Test
  void aDropSaysWhoHasNotAcknowledgedAndWhenItsLeasesEnd() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();

    whileOneIsFrozen(() -> {
      JsonNode dropped = drop(tenant, policy);

      assertThat(dropped.path("acknowledged").asInt())
          .isLessThan(dropped.path("instances").asInt());
      assertThat(dropped.path("otherLeasesEnd").asText()).isNotEmpty();
    });
  }

  @Test
  void aDropIsAnsweredThoughTheConnectionToAFrozenOneBreaksMeanwhile() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    awaitAttached(tenant, policy);

    whileOneIsFrozen(() -> {
      JsonNode dropped = drop(tenant, policy, PAST_KEEP_ALIVE);

      assertThat(dropped.path("acknowledged").asInt())
          .isLessThan(dropped.path("instances").asInt());
    });
  }

  @Test
  void anEncryptorThatWasStoppedIsNotWaitedFor() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    awaitAttached(tenant, policy);
    int before = drop(tenant, policy).path("instances").asInt();
    act("sharepoint-encryptor", "stop");
    try {
      assertThat(drop(tenant, policy).path("instances").asInt()).isLessThan(before);
    } finally {
      act("sharepoint-encryptor", "start");
    }
  }

  @Test
  void theOthersAnswerForAFrozenOne() {
    Tenant tenant = Tenant.create(suite);
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {2});

      whileOneIsFrozen(() -> {
        for (int call = 0; call < INSTANCES; call++) {
          drop(tenant, policy);
          assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ))
              .containsExactly(2);
        }
      });
    }
  }

  @Test
  void theOneThatIsLeftServesAndTakesOverEveryProbe() {
    Tenant tenant = Tenant.withOwnVaults(suite, "left");
    PolicyId policy = tenant.policy();
    MailboxId mailbox = tenant.mailbox(policy);
    List<String> others = List.of("key-unwrap-service-2", "key-unwrap-service-3");
    try (MailboxClient client = tenant.workload()) {
      ItemId item = Tenant.put(client, mailbox, new byte[] {3});
      Awaitility.await()
          .atMost(PROBED_WITHIN)
          .untilAsserted(() -> assertThat(probers()).isPositive());
      others.forEach(name -> act(name, "kill"));

      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(3);
      Awaitility.await()
          .atMost(TAKEN_OVER_WITHIN)
          .untilAsserted(() -> {
            assertThat(probers()).isEqualTo(1);
            assertThat(unprobed()).isZero();
          });
      drop(tenant, policy);
      assertThat(Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ)).containsExactly(3);
    } finally {
      others.forEach(name -> act(name, "start"));
    }
  }

  private static void awaitAttached(Tenant tenant, PolicyId policy) {
    Awaitility.await()
        .atMost(ATTACHED_WITHIN)
        .untilAsserted(
            () -> assertThat(drop(tenant, policy).path("acknowledged").asInt()).isEqualTo(FLEET));
  }

  private static void whileOneIsFrozen(Runnable meanwhile) {
    String frozen = "key-unwrap-service-3";
    act(frozen, "pause");
    try {
      meanwhile.run();
    } finally {
      act(frozen, "resume");
    }
  }

  private static JsonNode drop(Tenant tenant, PolicyId policy) {
    return drop(tenant, policy, WAIT);
  }

  private static JsonNode drop(Tenant tenant, PolicyId policy, Duration wait) {
    var answer =
        tenant.rest(
            "POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", wait.toMillis()));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void act(String instance, String what) {
    suite.admin("POST", "/services/" + instance + "/" + what, Map.of());
  }

  /** How many instances probe. */
  private static int probers() throws SQLException {
    return count("SELECT count(DISTINCT prober) FROM key_pair WHERE prober_until > now()");
  }

  /** Pairs of current records that nobody probes. */
  private static int unprobed() throws SQLException {
    return count(
        "SELECT count(*) FROM key_pair k WHERE prober_until < now()"
            + " AND EXISTS (SELECT FROM policy_record r WHERE r.pair_id = k.pair_id)");
  }

  private static int count(String query) throws SQLException {
    try (Connection database = suite.database("unwrap");
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}
