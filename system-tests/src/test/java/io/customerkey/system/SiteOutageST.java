package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.FileClient;
import io.customerkey.client.RetryPolicy;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An outage of both vaults, as the files of sites see it: no availability key steps in. */
final class SiteOutageST {
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
  private final Suite suite = Suite.running();

  @Test
  void servesFromMemoryThenRefusesRetryablyThenServesAgain() {
    Tenant tenant = Tenant.withOwnVaults(suite, "site-outage");
    Sites sites = new Sites(suite, tenant);
    PolicyId policy = sites.policy();
    sites.register(policy);
    SiteId site = sites.site();
    try (FileClient client = sites.workload(RetryPolicy.NONE, List.of("USER_READ", "USER_WRITE"))) {
      FileId file = Sites.put(client, site, new byte[] {5});
      tenant
          .vaults()
          .forEach(vault ->
              suite.admin("POST", "/vaults/" + vault + "/faults", Map.of("kind", "closed-port")));
      for (int i = 0; i < 10; i++) {
        assertThat(Sites.get(client, site, file)).containsExactly(5);
      }

      assertThat(
              tenant
                  .rest("POST", "/policies/" + policy + "/drop-caches", Map.of("waitMillis", 5000))
                  .status())
          .isEqualTo(200);
      assertThatThrownBy(() -> Sites.get(client, site, file))
          .isInstanceOfSatisfying(
              CustomerKeyException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE);
                assertThat(e.retryable()).isTrue();
              });
      assertThat(
              tenant
                  .rest("GET", "/key-uses?kind=AVAILABILITY_KEY&policy=" + policy, Map.of())
                  .body()
                  .path("items")
                  .findValuesAsText("purpose"))
          .doesNotContain("USER_READ", "USER_WRITE");

      tenant.vaults().forEach(vault -> suite.admin("DELETE", "/vaults/" + vault + "/faults", null));
      Awaitility.await()
          .atMost(SERVED_WITHIN)
          .ignoreExceptionsInstanceOf(CustomerKeyException.class)
          .untilAsserted(() -> assertThat(Sites.get(client, site, file)).containsExactly(5));
    }
  }
}
