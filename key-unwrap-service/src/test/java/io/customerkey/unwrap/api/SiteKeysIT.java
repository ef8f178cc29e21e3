package io.customerkey.unwrap.api;

import static io.customerkey.unwrap.api.KeyUnwrapIT.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.DropCachesRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceBlockingStub;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Site keys under a TIK, as sharepoint-encryptor sees them, and who may not have them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class SiteKeysIT {
  private static final int ONE_MINUTE = 60_000;

  @Inject GrpcServer server;
  @Inject Clock clock;
  @Inject FakeAvailabilityKeys availability;

  private Parties parties;
  private List<String> vaults;
  private Tenancy policy;
  private GenerateKeysRequest request;
  private GenerateKeysResponse made;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    vaults = Tenancy.vaults(TestStack.shared(), "sites");
    policy = tik(TenantId.random(new SecureRandomSource()));
    request = policy.generate(2).build();
    made = workload("USER_WRITE").generateKeys(request);
  }

  @AfterEach
  void part() {
    heal();
    parties.close();
  }

  @Test
  void opensWhatItGenerated() {
    UnwrapKeysResponse opened = unwrap("USER_READ", Purpose.PURPOSE_USER_READ);

    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
    assertThat(opened.getFailuresList()).isEmpty();
    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_CUSTOMER);
  }

  @Test
  void movesSiteKeysToAnotherPolicyWithoutChangingThem() {
    Tenancy target = tik(policy.tenant);

    RewrapKeysResponse moved =
        parties
            .encryptor(Parties.SHAREPOINT)
            .rewrapKeys(
                RewrapKeysRequest.newBuilder()
                    .setOrder(policy.order(target))
                    .setEntries(entries())
                    .build());
    ByteString wrapped = Tenancy.entries(request.getEntries(), moved.getWrappedKeys());
    UnwrapKeysResponse opened =
        workload("USER_READ").unwrapKeys(target.unwrap(wrapped, Purpose.PURPOSE_USER_READ).build());

    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
  }

  @Test
  void givesSiteKeysToNobodyButSharePoint() {
    var exchange = parties.workload(policy.tenant.toString(), "USER_READ", "USER_WRITE");

    refused("CALLER_NOT_ALLOWED", () -> exchange.generateKeys(request));
    refused(
        "CALLER_NOT_ALLOWED",
        () -> exchange.unwrapKeys(policy.unwrap(entries(), Purpose.PURPOSE_USER_READ).build()));
    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .encryptor()
                .rewrapKeys(
                    RewrapKeysRequest.newBuilder()
                        .setOrder(policy.order(policy))
                        .setEntries(entries())
                        .build()));
  }

  @Test
  void givesSharePointNoMailboxKeys() {
    Tenancy mail = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    var sharePoint = workload("USER_READ", "USER_WRITE");

    refused("CALLER_NOT_ALLOWED", () -> sharePoint.generateKeys(mail.generate(1).build()));
    refused(
        "CALLER_NOT_ALLOWED",
        () -> sharePoint.unwrapKeys(mail.unwrap(entries(), Purpose.PURPOSE_USER_READ).build()));
    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            sharePoint.rewrapKeys(
                RewrapKeysRequest.newBuilder()
                    .setOrder(mail.order(mail))
                    .setEntries(entries())
                    .build()));
  }

  @Test
  void wrapsNoSiteKeyUnderAMailPolicyOrTheOtherWayRound() {
    Tenancy mail = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    var sharePoint = workload("USER_READ", "USER_WRITE");
    var exchange = parties.workload(policy.tenant.toString(), "USER_READ", "USER_WRITE");

    wrongKind(
        () -> sharePoint.generateKeys(mail.generate(1).setKind(KeyKind.KEY_KIND_SITE).build()));
    wrongKind(() ->
        sharePoint.unwrapKeys(
            mail.unwrap(entries(), Purpose.PURPOSE_USER_READ)
                .setKind(KeyKind.KEY_KIND_SITE)
                .build()));
    wrongKind(
        () -> exchange.generateKeys(policy.generate(1).setKind(KeyKind.KEY_KIND_MAILBOX).build()));
    wrongKind(() ->
        sharePoint.rewrapKeys(
            RewrapKeysRequest.newBuilder()
                .setOrder(policy.order(mail))
                .setEntries(entries())
                .build()));
  }

  @Test
  void goesOnFromTheCacheInAnOutageAndIsRefusedRetryablyAfterADrop() {
    vaults.forEach(vault -> fault(vault, "closed-port"));

    TestEventually.isTrue(() ->
        workload("USER_READ")
                .unwrapKeys(policy.unwrap(entries(), Purpose.PURPOSE_USER_READ).build())
                .getTerms()
                .getLeaseMillis()
            > 3_000);
    dropCaches();

    for (Purpose purpose : List.of(Purpose.PURPOSE_USER_READ, Purpose.PURPOSE_SEARCH_INDEX)) {
      CustomerKeyException refusal = refusal(purpose);
      assertThat(refusal.reasonName()).isEqualTo("VAULT_UNAVAILABLE");
      assertThat(refusal.retryAfter()).isPresent();
    }
    assertThat(availability.uses())
        .noneMatch(use -> use.record().ref().policy().equals(policy.policy));
  }

  @Test
  void servesByTheOtherVaultWhileOneStallsAndKeepsTheAbortedAttempt() {
    fault(vaults.get(0), "stall");

    List<VaultEvidence> both =
        TestEventually.get(
            () -> {
              dropCaches();
              return attempts(unwrap("USER_READ", Purpose.PURPOSE_USER_READ));
            },
            attempts -> attempts.size() == 2);

    assertThat(both)
        .extracting(VaultEvidence::getOutcome)
        .containsExactlyInAnyOrder(
            VaultOutcome.VAULT_OUTCOME_UNKNOWN, VaultOutcome.VAULT_OUTCOME_OK);
    assertThat(both)
        .filteredOn(attempt -> attempt.getOutcome() == VaultOutcome.VAULT_OUTCOME_UNKNOWN)
        .singleElement()
        .satisfies(aborted -> assertThat(aborted.hasEnded()).isFalse());
  }

  private Tenancy tik(TenantId tenant) {
    return new Tenancy(parties, tenant, Workload.WORKLOAD_SHAREPOINT, vaults, clock.instant())
        .coasting(ONE_MINUTE)
        .proven();
  }

  private KeyUnwrapServiceBlockingStub workload(String... purposes) {
    return parties
        .encryptor(Parties.SHAREPOINT)
        .withInterceptors(parties.token(policy.tenant.toString(), purposes));
  }

  private ByteString entries() {
    return Tenancy.entries(request.getEntries(), made);
  }

  private UnwrapKeysResponse unwrap(String claim, Purpose purpose) {
    return workload(claim).unwrapKeys(policy.unwrap(entries(), purpose).build());
  }

  private List<VaultEvidence> attempts(UnwrapKeysResponse opened) {
    return parties
        .dep()
        .getVerdict(
            GetVerdictRequest.newBuilder()
                .setTenantId(Tenancy.bytes(policy.tenant))
                .setVerdictId(opened.getTerms().getVerdictId())
                .build())
        .getAttemptsList();
  }

  private CustomerKeyException refusal(Purpose purpose) {
    String claim = purpose.name().substring("PURPOSE_".length());
    return GrpcFailures.fromThrowable(
        catchThrowableOfType(StatusRuntimeException.class, () -> unwrap(claim, purpose)));
  }

  private static void wrongKind(ThrowingCallable call) {
    CustomerKeyException refusal =
        GrpcFailures.fromThrowable(catchThrowableOfType(StatusRuntimeException.class, call));
    assertThat(refusal.reasonName()).isEqualTo("ARGUMENT_INVALID");
    assertThat(refusal.metadata()).containsEntry("field", "kind");
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

  private static void fault(String vault, String kind) {
    TestStack.shared()
        .admin()
        .post("/v1/vaults/" + vault + "/faults", new JsonObject().put("kind", kind));
  }

  private void heal() {
    vaults.forEach(vault -> TestStack.shared().admin().delete("/v1/vaults/" + vault + "/faults"));
  }
}
