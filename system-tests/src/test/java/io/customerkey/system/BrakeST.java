package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.client.MailboxClient;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many tenants' wish or the cloud's mistake, in a fleet of ten unrelated tenants. A suite of its
 * own: the brake counts all tenants, and holds the denials of all.
 */
final class BrakeST {
  private static final int FLEET = 10;
  private static final int SIX = 6;

  /** The rule's: fewer unrelated tenants than these are taken at their word. */
  private static final int MANY = 5;

  private static final Duration DARK_WITHIN = Duration.ofSeconds(60);

  private static Suite suite;
  private static List<Member> fleet;

  @BeforeAll
  static void start() {
    suite = Suite.ofItsOwn();
    fleet = IntStream.range(0, FLEET).parallel().mapToObj(i -> Member.of("brake-" + i)).toList();
  }

  @AfterAll
  static void stop() {
    fleet.forEach(member -> member.client().close());
    suite.stop();
  }

  @Test
  void holdsTheDenialsOfSixTenantsAtOnceForAnOperatorButNotOfOneAlone() {
    Member alone = fleet.getFirst();
    List<Member> six = fleet.subList(1, 1 + SIX);
    List<Member> rest = fleet.subList(1 + SIX, FLEET);

    alone.tenant().enableKeys(false);
    alone.await("DENIED", "DENIAL_CONFIRMED");
    alone.assertDenied();
    assertThat(brakes()).as("one in a fleet of ten").isEmpty();

    six.forEach(member -> member.tenant().enableKeys(false));
    six.forEach(member -> member.await("DEGRADED", "BRAKED"));
    six.forEach(Member::assertRead);
    JsonNode brake = brakes().path(0);
    assertThat(brake.path("cause").asText()).isEqualTo("key_disabled");
    assertThat(brake.path("on").asBoolean()).isTrue();
    assertThat(brake.path("tenants").asInt()).isGreaterThanOrEqualTo(MANY);
    assertThat(brake.path("heldPolicies").asInt()).isEqualTo(SIX);
    assertThat(six.getFirst().checkNow()).isEqualTo("BRAKED");
    alone.await("DENIED", "DENIAL_CONFIRMED");
    alone.assertDenied();
    rest.forEach(member -> member.await("HEALTHY", "KEYS_OPEN"));
    rest.forEach(Member::assertRead);

    JsonNode released = ck("brake", "release", "key_disabled");
    assertThat(released.path("on").asBoolean()).isFalse();
    assertThat(released.path("ruling").asText()).isEqualTo("RELEASED");
    six.forEach(member -> member.await("DENIED", "DENIAL_CONFIRMED"));
    six.forEach(Member::assertDenied);
    assertThat(brakes().path(0).path("heldPolicies").asInt()).isZero();
  }

  private static JsonNode brakes() {
    return ck("brake", "show").path("items");
  }

  private static JsonNode ck(String group, String command, String... arguments) {
    String[] line = new String[arguments.length + 3];
    line[0] = group;
    line[1] = command;
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    line[line.length - 1] = "--json";
    Ck.Result result = suite.ck().run(line);
    assertThat(result.exit()).as("%s", result).isZero();
    return result.json();
  }

  /** A tenant in its own directory, and a message that its policy key opens. */
  private record Member(
      Tenant tenant, PolicyId policy, MailboxId mailbox, MailboxClient client, ItemId item) {
    private static final byte[] CONTENT = {7};

    static Member of(String name) {
      Tenant tenant = Tenant.withOwnVaults(suite, name);
      PolicyId policy = tenant.policy();
      MailboxId mailbox = tenant.mailbox(policy);
      MailboxClient client = tenant.workload();
      return new Member(
          tenant, policy, mailbox, client, Tenant.put(client, mailbox, CONTENT.clone()));
    }

    void await(String health, String reason) {
      Awaitility.await()
          .atMost(DARK_WITHIN)
          .untilAsserted(() -> {
            JsonNode shown = tenant.rest("GET", "/policies/" + policy + "/health", Map.of()).body();
            assertThat(List.of(shown.path("health").asText(), shown.path("reason").asText()))
                .containsExactly(health, reason);
          });
    }

    String checkNow() {
      return ck("policy", "check-now", policy.toString(), "--tenant", tenant.id().toString())
          .path("result")
          .asText();
    }

    byte[] read() {
      return Tenant.get(client, mailbox, item, Purpose.PURPOSE_USER_READ);
    }

    void assertRead() {
      assertThat(read()).containsExactly(CONTENT);
    }

    void assertDenied() {
      assertThatThrownBy(this::read)
          .isInstanceOfSatisfying(
              CustomerKeyException.class,
              e ->
                  assertThat(e.reason())
                      .isEqualTo(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED));
    }
  }
}
