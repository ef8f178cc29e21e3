package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.Rest;
import io.customerkey.dep.Topics;
import io.customerkey.dep.fake.KeyInspectionFake;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.protocol.event.v1.PostureChanged;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys in use are looked at again and again; a test says when the next time is. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class PostureIT {
  private static final String PINNED = Rest.KEYS.get(0) + "/0a1b2c3d";

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject KeyInspectionFake inspection;
  @Inject DataSource database;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolled(base);
    rest.activePolicy();
    rest.activePolicy();
  }

  @AfterEach
  void repair() {
    inspection.forget();
  }

  @Test
  void publishesWhatComesAndWhatGoes() {
    inspection.ends(PINNED, "key_expiry", Check.Result.FAILED);
    isDue();
    eventually(() ->
        rest.get("/findings")
            .statusCode(200)
            .body("items.check", contains("key_expiry"))
            .body("items[0].keyId", equalTo(PINNED))
            .body("items[0].observed", equalTo("seen"))
            .body("items[0].advice", equalTo("do this")));
    PostureChanged raised = told(changed -> changed.getRaisedCount() == 1);
    assertThat(raised.getRaised(0).getCheck()).isEqualTo("key_expiry");

    inspection.ends(PINNED, "key_expiry", Check.Result.UNKNOWN);
    isDue();
    eventually(() -> assertThat(looked()).isTrue());
    rest.get("/findings").body("items.check", contains("key_expiry"));

    inspection.forget();
    isDue();
    eventually(() -> rest.get("/findings").body("items", hasSize(0)));
    PostureChanged cleared = told(changed -> changed.getClearedCount() == 1);
    assertThat(cleared.getCleared(0).getKeyId()).isEqualTo(PINNED);
    assertThat(cleared.getRaisedCount()).isZero();
  }

  @Test
  void looksAtPinnedVersionsAndAtAPairOfTwoPoliciesOnce() {
    isDue();
    eventually(() -> assertThat(looked()).isTrue());

    List<String> looked =
        inspection.looks().stream()
            .filter(look -> look.tenant().toString().equals(rest.tenant))
            .map(look -> look.keys().one().value())
            .toList();
    assertThat(looked).filteredOn(PINNED::equals).isNotEmpty();
    assertThat(looked).containsOnly(Rest.KEYS.get(0), PINNED);
  }

  @Test
  void findsThatAnApproverIsMissing() {
    rest.admin()
        .queryParam("subject", "ann")
        .delete("/tenants/" + rest.tenant + "/approvers")
        .then()
        .statusCode(200);
    isDue();

    eventually(() ->
        rest.get("/findings")
            .body("items.check", contains("approvers"))
            .body("items[0].keyId", nullValue()));
  }

  @Test
  void triesAgainWhereNobodyLooked() {
    inspection.down(true);
    inspection.ends(PINNED, "owner_tag", Check.Result.FAILED);
    isDue();
    eventually(() -> assertThat(nextIsAfter("1 second", rest)).isTrue());
    rest.get("/findings").body("items", hasSize(0));

    inspection.down(false);
    isDue();
    eventually(() -> rest.get("/findings").body("items.check", contains("owner_tag")));
  }

  @Test
  void aTenantWhoseVaultsStallHoldsUpNoOther() {
    Rest stalled = Rest.enrolled(base);
    stalled.activePolicy();
    eventually(() -> assertThat(nextIsAfter("1 hour", stalled)).as("once enabled").isTrue());
    inspection.stall(stalled.tenant);
    isDue(stalled);
    eventually(() -> assertThat(nextIsAfter("1 minute", stalled)).as("taken").isTrue());

    isDue();
    eventually(() -> assertThat(looked()).isTrue());

    assertThat(nextIsAfter("1 hour", stalled)).as("still being looked at").isFalse();
    inspection.forget();
    eventually(() -> assertThat(nextIsAfter("1 hour", stalled)).isTrue());
  }

  private static void eventually(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(holds);
  }

  private PostureChanged told(Predicate<PostureChanged> wanted) {
    byte[] key = Id128.parse(rest.tenant).toByteArray();
    return read(
        Topics.await(
                "customerkey.posture.v1",
                event -> Arrays.equals(event.key(), key) && wanted.test(read(event.value())))
            .value());
  }

  private static PostureChanged read(byte[] value) {
    try {
      return PostureChanged.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void isDue() {
    isDue(rest);
  }

  private void isDue(Rest of) {
    try (Connection connection = database.getConnection();
        PreparedStatement due =
            connection.prepareStatement(
                "UPDATE tenant SET next_posture = now() WHERE tenant_id = ?")) {
      due.setObject(1, UUID.fromString(of.tenant));
      assertThat(due.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Whoever only took it looks again in minutes. */
  private boolean looked() {
    return nextIsAfter("1 hour", rest);
  }

  private boolean nextIsAfter(String interval, Rest of) {
    try (Connection connection = database.getConnection();
        PreparedStatement later =
            connection.prepareStatement(
                "SELECT 1 FROM tenant WHERE tenant_id = ? AND next_posture > now() + ?::interval")) {
      later.setObject(1, UUID.fromString(of.tenant));
      later.setString(2, interval);
      return later.executeQuery().next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
