package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Terms;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.DropCachesResponse;
import io.customerkey.protocol.unwrap.v1.DropNotice;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see when vaults fail, and when a tenant takes its keys away and gives them back. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class RevocationIT {
  @Inject GrpcServer server;
  @Inject Clock clock;
  @Inject FakeAvailabilityKeys availability;

  private Parties parties;
  private Tenancy policy;
  private ByteString entries;
  private ByteString keys;
  private AttachedEncryptor encryptor;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    List<String> vaults = Tenancy.vaults(TestStack.shared(), "failing");
    policy = Tenancy.fresh(parties, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(1).build();
    var made = parties.workload(policy.tenant.toString(), "USER_WRITE").generateKeys(request);
    entries = Tenancy.entries(request.getEntries(), made);
    keys = made.getKeys();
    encryptor = new AttachedEncryptor(parties);
  }

  @AfterEach
  void part() {
    encryptor.leave();
    policy.vaults.forEach(
        vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));
    parties.close();
  }

  @Test
  void servesByTheOtherKeyWhileOneVaultIsClosed() {
    close(policy.vaults.get(0));
    dropCaches();

    UnwrapKeysResponse opened = unwrap("USER_READ", Purpose.PURPOSE_USER_READ);

    assertThat(opened.getKeys()).isEqualTo(keys);
    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_CUSTOMER);
  }

  @Test
  void servesByTheAvailabilityKeyWhileBothVaultsAreClosed() {
    policy.vaults.forEach(this::close);
    dropCaches();

    UnwrapKeysResponse opened = unwrap("USER_READ", Purpose.PURPOSE_USER_READ);

    assertThat(opened.getKeys()).isEqualTo(keys);
    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_AVAILABILITY_OUTAGE);
    assertThat(availability.uses())
        .filteredOn(use -> use.record().ref().policy().equals(policy.policy))
        .singleElement()
        .satisfies(use -> assertThat(use.attempts()).hasSize(2));
  }

  @Test
  void returnsToTheCustomersKeysAfterAnOutage() {
    policy.vaults.forEach(this::close);
    dropCaches();
    unwrap("USER_READ", Purpose.PURPOSE_USER_READ);
    policy.vaults.forEach(
        vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));

    TestEventually.get(
        () -> unwrap("USER_READ", Purpose.PURPOSE_USER_READ).getTerms(),
        terms -> terms.getAuthority() == Authority.AUTHORITY_CUSTOMER);
  }

  @Test
  void goesDarkWhenBothKeysAreDisabledAndComesBackWhenTheyAreEnabled() {
    policy.enableKeys(false);

    DropNotice notice =
        TestEventually.get(() -> encryptor.notice(policy), Optional::isPresent).orElseThrow();
    assertThat(notice.getCause()).isEqualTo("denied");
    assertThat(refusal("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("CUSTOMER_KEY_DENIED");
    TestEventually.isTrue(() -> availability.isDenied(policy.policy));

    policy.vaults.forEach(this::close);
    assertThat(refusal("USER_READ", Purpose.PURPOSE_USER_READ))
        .as("a denial outlives an outage")
        .isEqualTo("CUSTOMER_KEY_DENIED");
    policy.vaults.forEach(
        vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));

    policy.enableKeys(true);
    Terms terms =
        TestEventually.get(
            () -> unwrap("USER_READ", Purpose.PURPOSE_USER_READ).getTerms(),
            found -> found.getAuthority() == Authority.AUTHORITY_CUSTOMER);
    assertThat(terms.getEpoch()).isGreaterThan(notice.getEpoch());
    TestEventually.isTrue(() -> !availability.isDenied(policy.policy));
  }

  @Test
  void aDenialCountsAlthoughTheOtherSideRemembersALaterEpoch() {
    availability.remembers(policy.policy, 50);

    policy.enableKeys(false);

    TestEventually.isTrue(() -> availability.isDenied(policy.policy));
  }

  @Test
  void deliversMailByTheAvailabilityKeyWhileDenied() {
    policy.enableKeys(false);
    TestEventually.isTrue(() -> encryptor.notice(policy).isPresent());

    UnwrapKeysResponse opened = unwrap("MAIL_DELIVERY", Purpose.PURPOSE_MAIL_DELIVERY);

    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_AVAILABILITY_SYSTEM);
    assertThat(opened.getTerms().getPurposesList()).doesNotContain(Purpose.PURPOSE_USER_READ);
    assertThat(refusal("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("CUSTOMER_KEY_DENIED");
  }

  @Test
  void collectsTheAcknowledgementsOfADrop() {
    TestEventually.isTrue(encryptor::isWelcome);

    DropCachesResponse dropped = dropCaches();

    assertThat(encryptor.notice(policy)).isPresent();
    assertThat(dropped.getInstances()).isGreaterThanOrEqualTo(2);
    assertThat(dropped.getAcknowledged()).isGreaterThanOrEqualTo(2);
    assertThat(dropped.getEpoch()).isPositive();
    assertThat(dropped.hasOtherLeasesEnd())
        .isEqualTo(dropped.getAcknowledged() < dropped.getInstances());
  }

  private void close(String vault) {
    TestStack.shared()
        .admin()
        .post("/v1/vaults/" + vault + "/faults", new JsonObject().put("kind", "closed-port"));
  }

  private DropCachesResponse dropCaches() {
    return parties
        .dep()
        .dropCaches(
            DropCachesRequest.newBuilder()
                .setTenantId(Tenancy.bytes(policy.tenant))
                .setPolicyId(Tenancy.bytes(policy.policy))
                .setWaitMillis(3_000)
                .build());
  }

  private UnwrapKeysResponse unwrap(String claim, Purpose purpose) {
    return parties
        .workload(policy.tenant.toString(), claim)
        .unwrapKeys(policy.unwrap(entries, purpose).build());
  }

  private String refusal(String claim, Purpose purpose) {
    try {
      return "served by " + unwrap(claim, purpose).getTerms().getAuthority();
    } catch (StatusRuntimeException refused) {
      return GrpcFailures.fromThrowable(refused).reasonName();
    }
  }
}
