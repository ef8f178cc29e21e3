package io.customerkey.dep.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.dep.Rest;
import io.customerkey.dep.fake.AvailabilityVaultFake;
import io.customerkey.dep.fake.KeyUnwrapFake;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A creation that died between two steps. The rows are put back to what they were after each step,
 * as a process that was killed there leaves them; the sweep of the running service does the rest.
 */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class ResumeIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject KeyUnwrapFake unwrap;
  @Inject AvailabilityVaultFake availability;
  @Inject DataSource database;

  private Rest rest;
  private String policy;
  private int provisions;

  @BeforeEach
  void create() {
    rest = Rest.enrolled(base);
    policy = rest.activePolicy();
    provisions = unwrap.provisions();
  }

  private void awaitActive() {
    Awaitility.await()
        .untilAsserted(() -> rest.get("/policies/" + policy).body("state", equalTo("ACTIVE")));
    assertThat(text("SELECT count(*) FROM policy_creation WHERE policy_id = ?")).isEqualTo("0");
    assertThat(text("SELECT count(*) FROM policy_record WHERE policy_id = ?")).isEqualTo("1");
    assertThat(text("SELECT count(*) FROM policy_key WHERE policy_id = ? AND key_id IS NOT NULL"))
        .isEqualTo("2");
  }

  @Test
  void continuesAfterTheFirstInsert() {
    availability.forget(
        AvailabilityKeyId.of(
            UUID.fromString(
                String.valueOf(
                    text("SELECT availability_key_id FROM policy WHERE policy_id = ?")))));

    rewind(1, null, "now() - interval '1 second'");

    awaitActive();
    assertThat(unwrap.provisions()).isEqualTo(provisions + 1);
  }

  @Test
  void continuesWhereTheKeyWasMadeButNotWrittenDown() {
    rewind(1, null, "now() - interval '1 second'");

    awaitActive();
  }

  @Test
  void continuesAfterTheAvailabilityKey() {
    String generation = text("SELECT generation_id FROM policy WHERE policy_id = ?");

    rewind(2, 1, "now() - interval '1 second'");

    awaitActive();
    assertThat(unwrap.provisions()).isEqualTo(provisions + 1);
    assertThat(text("SELECT generation_id FROM policy WHERE policy_id = ?")).isEqualTo(generation);
  }

  @Test
  void continuesWithTheCopiesThatAreStored() {
    String record = hex("SELECT statement FROM policy_record WHERE policy_id = ?");

    rewind(3, 1, "now() - interval '1 second'");

    awaitActive();
    assertThat(unwrap.provisions()).isEqualTo(provisions);
    assertThat(hex("SELECT statement FROM policy_record WHERE policy_id = ?")).isEqualTo(record);
  }

  @Test
  void leavesARunThatStillHasItsClaimAlone() {
    rewind(3, 1, "now() + interval '1 hour'");

    Awaitility.await()
        .during(java.time.Duration.ofSeconds(3))
        .atMost(java.time.Duration.ofSeconds(10))
        .untilAsserted(() -> rest.get("/policies/" + policy).body("state", equalTo("CREATING")));
    update("UPDATE policy_creation SET claimed_until = now() WHERE policy_id = ?");

    awaitActive();
  }

  @Test
  void aPutOfTheSameDraftJoinsTheCreation() {
    unwrap.proofsDown(true);
    try {
      rewind(3, 1, "now() - interval '1 second'");
      Awaitility.await()
          .untilAsserted(() ->
              rest.get("/policies/" + policy)
                  .body("creation.step", equalTo("PROVE"))
                  .body("creation.lastError.reason", equalTo("DEPENDENCY_UNAVAILABLE")));
    } finally {
      unwrap.proofsDown(false);
    }

    rest.putPolicy(policy, Rest.policyBody()).statusCode(200).body("state", equalTo("ACTIVE"));
  }

  @Test
  void aStoredRecordThatWasChangedIsNotProven() {
    update(
        "UPDATE policy_record SET statement = set_byte(statement, 60, get_byte(statement, 60) # 1) WHERE policy_id = ?");

    rewind(3, 1, "now() - interval '1 second'");

    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/policies/" + policy)
                .body("state", equalTo("CREATING"))
                .body("creation.lastError.reason", equalTo("RECORD_NOT_TRUSTED")));
  }

  private void rewind(int step, @Nullable Integer availabilityKeyVersion, String claimedUntil) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      update(connection, "UPDATE policy SET state = 1, activated = NULL WHERE policy_id = ?");
      if (step < 3) {
        update(connection, "DELETE FROM policy_record WHERE policy_id = ?");
        update(connection, "DELETE FROM policy_settings WHERE policy_id = ?");
        update(
            connection,
            "UPDATE policy_key SET key_id = NULL, algorithm = NULL, key_bits = NULL, public_key_sha256 = NULL WHERE policy_id = ?");
      }
      update(
          connection,
          "INSERT INTO policy_creation (policy_id, step, availability_key_version, attempts, next_attempt, claim, claimed_until, request_id, row_version) VALUES (?, "
              + step
              + ", "
              + availabilityKeyVersion
              + ", 0, now(), gen_random_uuid(), "
              + claimedUntil
              + ", 'test', 0)");
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void update(String sql) {
    try (Connection connection = database.getConnection()) {
      update(connection, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void update(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(policy));
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private String text(String sql) {
    return query(sql, row -> String.valueOf(row.getString(1)));
  }

  private String hex(String sql) {
    return query(sql, row -> HexFormat.of().formatHex(row.getBytes(1)));
  }

  private interface Reading {
    String read(ResultSet row) throws SQLException;
  }

  private String query(String sql, Reading reading) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(policy));
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
