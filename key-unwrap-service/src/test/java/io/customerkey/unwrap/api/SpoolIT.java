package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are not in memory while their database takes no connections. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class SpoolIT {
  @Inject GrpcServer server;
  @Inject Clock clock;
  @Inject MeterRegistry meters;

  private Parties parties;
  private List<Tenancy> policies;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    List<String> vaults = Tenancy.vaults(TestStack.shared(), "healthy");
    policies =
        List.of(
            Tenancy.fresh(parties, vaults, clock.instant()).proven(),
            Tenancy.fresh(parties, vaults, clock.instant()).proven(),
            Tenancy.fresh(parties, vaults, clock.instant()).proven());
  }

  @AfterEach
  void part() throws Exception {
    StackDatabase.open();
    parties.close();
  }

  @Test
  void areOpenedAndTheirAttemptsWrittenUpWhenItIsBack() throws Exception {
    StackDatabase.shut();
    for (Tenancy policy : policies.subList(0, 2)) {
      assertThat(generate(policy).getTerms().getAuthority())
          .isEqualTo(Authority.AUTHORITY_CUSTOMER);
    }

    StackDatabase.open();

    for (Tenancy policy : policies.subList(0, 2)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(attempts(policy, "number = 0 AND outcome = 'OK'")).isEqualTo(1));
    }
    TestEventually.isTrue(() -> meters.get("customerkey_spool_bytes").gauge().value() == 0);
    generate(policies.get(2));
    TestEventually.isTrue(() -> attempts(policies.get(2), "number > 0 AND outcome = 'OK'") == 1);
  }

  private GenerateKeysResponse generate(Tenancy policy) {
    return parties
        .workload(policy.tenant.toString(), "USER_WRITE")
        .generateKeys(policy.generate(1).build());
  }

  private int attempts(Tenancy policy, String condition) throws SQLException {
    try (Connection connection = StackDatabase.connect();
        PreparedStatement count =
            connection.prepareStatement(
                "SELECT count(*) FROM vault_attempt"
                    + " WHERE policy_id = ? AND purpose = 'USER_WRITE' AND "
                    + condition)) {
      count.setObject(1, policy.policy.toUuid());
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
