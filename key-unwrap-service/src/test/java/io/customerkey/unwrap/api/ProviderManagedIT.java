package io.customerkey.unwrap.api;

import static io.customerkey.unwrap.api.KeyUnwrapIT.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceBlockingStub;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant without keys of its own, on the provider's. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class ProviderManagedIT {
  @Inject GrpcServer server;
  @Inject Clock clock;
  @Inject FakeAvailabilityKeys availability;

  private Parties parties;
  private Tenancy policy;
  private GenerateKeysRequest request;
  private GenerateKeysResponse made;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    RootKeys provider = RootKeys.ofProvider(TestStack.shared(), "own");
    policy =
        new Tenancy(
                parties,
                TenantId.random(new SecureRandomSource()),
                Workload.WORKLOAD_EXCHANGE,
                provider,
                clock.instant())
            .proven();
    request = policy.generate(2).build();
    made = workload("USER_WRITE").generateKeys(request);
  }

  @AfterEach
  void part() {
    heal();
    parties.close();
  }

  @Test
  void opensWhatItGeneratedUnderALeaseOfFiveMinutes() {
    UnwrapKeysResponse opened = unwrap();

    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_CUSTOMER);
    assertThat(opened.getTerms().getLeaseMillis()).isEqualTo(300_000);
  }

  @Test
  void servesFromItsCacheWithoutAskingAVaultWhileTheyDeny() {
    policy.enableKeys(false);
    List<String> others = Tenancy.vaults(TestStack.shared(), "healthy");
    Tenancy.fresh(parties, others, clock.instant()).proven();
    clearCalls(policy.vaults);
    clearCalls(others);
    TestEventually.isTrue(() -> calls(others) >= 3);

    assertThat(unwrap().getKeys()).isEqualTo(made.getKeys());
    assertThat(calls(policy.vaults)).as("nobody probes the provider's keys").isZero();
  }

  @Test
  void servesByTheAvailabilityKeyWhileBothVaultsAreClosed() {
    policy.vaults.forEach(vault ->
        TestStack.shared()
            .admin()
            .post("/v1/vaults/" + vault + "/faults", new JsonObject().put("kind", "closed-port")));
    dropCaches();

    assertThat(unwrap().getTerms().getAuthority())
        .isEqualTo(Authority.AUTHORITY_AVAILABILITY_OUTAGE);
  }

  @Test
  void isNeverDeniedForLongerThanTheKeysAreDisabled() {
    policy.enableKeys(false);
    dropCaches();
    for (int i = 0; i < 5; i++) {
      refused("CUSTOMER_KEY_DENIED", this::unwrap);
    }
    assertThat(availability.isDenied(policy.policy)).isFalse();

    policy.enableKeys(true);

    assertThat(unwrap().getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_CUSTOMER);
  }

  @Test
  void movesToTheTenantsOwnKeysAndBack() {
    Tenancy own =
        new Tenancy(
                parties,
                policy.tenant,
                Tenancy.vaults(TestStack.shared(), "healthy"),
                clock.instant())
            .proven();

    ByteString there = rewrap(policy, own, entries());
    ByteString back = rewrap(own, policy, Tenancy.entries(request.getEntries(), there));

    UnwrapKeysResponse opened =
        workload("USER_READ")
            .unwrapKeys(
                policy
                    .unwrap(Tenancy.entries(request.getEntries(), back), Purpose.PURPOSE_USER_READ)
                    .build());
    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
  }

  @Test
  void refusesARecordWhoseKeysBelongToSomebodyElse() {
    var record = policy.recordPayload(2);
    var stolen = record.clone().setProviderManaged(false).build();
    var tenants =
        record
            .clone()
            .setCustomerKeys(
                1, record.getCustomerKeys(1).toBuilder().setOwnerTenant(policy.tenant.toString()))
            .build();

    for (var wrong : List.of(stolen, tenants)) {
      SignedStatement signed = parties.sign(StatementType.POLICY_RECORD, wrong);
      refused(
          "RECORD_NOT_TRUSTED",
          () -> workload("USER_WRITE").generateKeys(policy.generate(1).setRecord(signed).build()));
    }
  }

  private ByteString rewrap(Tenancy source, Tenancy target, ByteString entries) {
    RewrapKeysResponse moved =
        parties
            .encryptor()
            .rewrapKeys(
                RewrapKeysRequest.newBuilder()
                    .setOrder(source.order(target))
                    .setEntries(entries)
                    .build());
    return moved.getWrappedKeys();
  }

  private KeyUnwrapServiceBlockingStub workload(String purpose) {
    return parties.workload(policy.tenant.toString(), purpose);
  }

  private ByteString entries() {
    return Tenancy.entries(request.getEntries(), made);
  }

  private UnwrapKeysResponse unwrap() {
    return workload("USER_READ")
        .unwrapKeys(policy.unwrap(entries(), Purpose.PURPOSE_USER_READ).build());
  }

  private void dropCaches() {
    parties
        .dep()
        .dropCaches(
            DropCachesRequest.newBuilder()
                .setTenantId(Tenancy.bytes(policy.tenant))
                .setPolicyId(Tenancy.bytes(policy.policy))
                .setWaitMillis(1)
                .build());
  }

  private static void clearCalls(List<String> vaults) {
    vaults.forEach(vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/calls"));
  }

  private static long calls(List<String> vaults) {
    return vaults.stream()
        .mapToLong(vault ->
            TestStack.shared().admin().get("/v1/vaults/" + vault + "/calls").getLong("total"))
        .sum();
  }

  private void heal() {
    policy.enableKeys(true);
    policy.vaults.forEach(
        vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));
  }
}
