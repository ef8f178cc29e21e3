package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc.KeyUnwrapServiceBlockingStub;
import io.customerkey.protocol.unwrap.v1.PolicyHealth;
import io.customerkey.protocol.unwrap.v1.ProvePolicyRecordRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The service with healthy vaults, its own database, certificates and tokens, as its callers see
 * it.
 */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class KeyUnwrapIT {
  /** Bytes of an entry and of the wrapped key at its end (docs/formats.md, section 3). */
  private static final int ENTRY = 92;

  private static final int WRAPPED = 60;

  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private List<String> vaults;
  private Tenancy policy;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    vaults = Tenancy.vaults(TestStack.shared(), "healthy");
    policy = Tenancy.fresh(parties, vaults, clock.instant()).proven();
  }

  @AfterEach
  void part() {
    parties.close();
  }

  @Test
  void opensWhatItGenerated() {
    GenerateKeysRequest request = policy.generate(3).build();
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(request);

    UnwrapKeysResponse opened =
        workload("USER_READ")
            .unwrapKeys(
                policy
                    .unwrap(Tenancy.entries(request.getEntries(), made), Purpose.PURPOSE_USER_READ)
                    .build());

    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
    assertThat(opened.getFailuresList()).isEmpty();
    assertThat(opened.getTerms().getAuthority()).isEqualTo(Authority.AUTHORITY_CUSTOMER);
    assertThat(opened.getTerms().getLeaseMillis()).isBetween(1, 3_000);
    assertThat(opened.getTerms().getPurposesList())
        .contains(Purpose.PURPOSE_USER_READ, Purpose.PURPOSE_SEARCH_INDEX);
  }

  @Test
  void tellsWhoOpenedThePolicyKeyAndWhy() {
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(policy.generate(1).build());

    var verdict =
        TestEventually.get(
            () ->
                parties
                    .dep()
                    .getVerdict(
                        GetVerdictRequest.newBuilder()
                            .setTenantId(Tenancy.bytes(policy.tenant))
                            .setVerdictId(made.getTerms().getVerdictId())
                            .build()),
            found -> found.getDecision().equals("served"));

    assertThat(verdict.getRule()).isEqualTo("CUSTOMER_KEY");
    assertThat(verdict.getAttemptsList()).hasSize(1);
    assertThat(verdict.getAttempts(0).getHttpStatus()).isEqualTo(200);
  }

  @Test
  void reportsAHealthyPolicy() {
    var health =
        parties
            .dep()
            .getPolicyHealth(
                GetPolicyHealthRequest.newBuilder()
                    .setTenantId(Tenancy.bytes(policy.tenant))
                    .setPolicyId(Tenancy.bytes(policy.policy))
                    .build());

    assertThat(health.getHealth()).isEqualTo(PolicyHealth.POLICY_HEALTH_HEALTHY);
    assertThat(health.getLastAttemptsCount()).isEqualTo(2);
  }

  @Test
  void movesKeysToAnotherPolicyWithoutChangingThem() {
    Tenancy target = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(2).build();
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(request);

    RewrapKeysResponse moved =
        parties
            .encryptor()
            .rewrapKeys(
                RewrapKeysRequest.newBuilder()
                    .setOrder(policy.order(target))
                    .setEntries(Tenancy.entries(request.getEntries(), made))
                    .build());
    UnwrapKeysResponse opened =
        workload("USER_READ")
            .unwrapKeys(
                target
                    .unwrap(
                        Tenancy.entries(request.getEntries(), moved.getWrappedKeys()),
                        Purpose.PURPOSE_USER_READ)
                    .build());

    assertThat(opened.getKeys()).isEqualTo(made.getKeys());
  }

  @Test
  void movesTheRestOfABatchWithATamperedKeyAndOneOfAnotherMailbox() {
    Tenancy target = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(3).build();
    byte[] entries =
        Tenancy.entries(request.getEntries(), workload("USER_WRITE").generateKeys(request))
            .toByteArray();
    entries[2 * ENTRY - 1] ^= 1; // the second key's tag
    entries[2 * ENTRY] ^= 1; // the third key's mailbox

    RewrapKeysResponse moved =
        parties
            .encryptor()
            .rewrapKeys(
                RewrapKeysRequest.newBuilder()
                    .setOrder(policy.order(target))
                    .setEntries(ByteString.copyFrom(entries))
                    .build());

    assertThat(moved.getFailuresList())
        .extracting(failure -> failure.getIndex(), failure -> failure.getReason())
        .containsExactly(
            tuple(1, FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED),
            tuple(2, FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED));
    ByteString first = moved.getWrappedKeys().substring(0, WRAPPED);
    assertThat(first).isNotEqualTo(ByteString.copyFrom(new byte[WRAPPED]));
    assertThat(moved.getWrappedKeys().substring(WRAPPED))
        .isEqualTo(ByteString.copyFrom(new byte[2 * WRAPPED]));
  }

  @Test
  void refusesARewrapToAPolicyThatIsBeingRecovered() {
    Tenancy target = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(1).build();
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(request);
    var recovery =
        SetPolicySettingsRequest.newBuilder()
            .setSettings(target.settings(2, PolicyState.POLICY_STATE_RECOVERING))
            .build();
    assertThat(parties.dep().setPolicySettings(recovery).hasDrop()).isFalse();

    refused(
        "POLICY_NOT_ACTIVE",
        () ->
            parties
                .encryptor()
                .rewrapKeys(
                    RewrapKeysRequest.newBuilder()
                        .setOrder(policy.order(target))
                        .setEntries(Tenancy.entries(request.getEntries(), made))
                        .build()));
    assertThat(workload("USER_WRITE").generateKeys(target.generate(1).build()).getWrappedKeys())
        .isNotEmpty();
  }

  @Test
  void refusesARewrapToAnotherTenantsPolicy() {
    Tenancy stranger = Tenancy.fresh(parties, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(1).build();
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(request);

    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .encryptor()
                .rewrapKeys(
                    RewrapKeysRequest.newBuilder()
                        .setOrder(policy.order(stranger))
                        .setEntries(Tenancy.entries(request.getEntries(), made))
                        .build()));
  }

  @Test
  void refusesAForgedOrAnExpiredOrder() {
    ByteString entries = ByteString.copyFrom(new byte[92]);
    SignedStatement forged =
        parties.forge(StatementType.ORDER_REWRAP, policy.orderPayload(policy).build());
    SignedStatement expired =
        parties.sign(
            StatementType.ORDER_REWRAP,
            policy
                .orderPayload(policy)
                .setExpires(policy.orderPayload(policy).getCreated())
                .build());

    for (SignedStatement order : List.of(forged, expired)) {
      refused(
          "ORDER_INVALID",
          () ->
              parties
                  .encryptor()
                  .rewrapKeys(
                      RewrapKeysRequest.newBuilder().setOrder(order).setEntries(entries).build()));
    }
  }

  @Test
  void listsAWrappedKeyThatWasMovedToAnotherMailbox() {
    GenerateKeysRequest request = policy.generate(2).build();
    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(request);
    ByteString swapped =
        request.getEntries().substring(32).concat(request.getEntries().substring(0, 32));

    UnwrapKeysResponse opened =
        workload("USER_READ")
            .unwrapKeys(
                policy.unwrap(Tenancy.entries(swapped, made), Purpose.PURPOSE_USER_READ).build());

    assertThat(opened.getFailuresList())
        .extracting(failure -> failure.getReason())
        .containsExactly(
            FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED,
            FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED);
    assertThat(opened.getKeys()).isEqualTo(ByteString.copyFrom(new byte[64]));
  }

  @Test
  void asksForARecordItHasNeverSeen() {
    Tenancy unknown = Tenancy.fresh(parties, vaults, clock.instant());

    refused(
        "RECORD_NEEDED",
        () ->
            parties
                .workload(unknown.tenant.toString(), "USER_WRITE")
                .generateKeys(unknown.generate(1).build()));
  }

  @Test
  void asksForARecordNewerThanItsOwn() {
    refused(
        "RECORD_NEEDED",
        () ->
            workload("USER_WRITE")
                .generateKeys(policy.generate(1).setRecordSequence(Tenancy.sequence(2)).build()));
  }

  @Test
  void sendsBackARecordNewerThanTheCallers() {
    SignedStatement newer = policy.record(2);
    workload("USER_WRITE").generateKeys(policy.generate(1).setRecord(newer).build());

    GenerateKeysResponse made = workload("USER_WRITE").generateKeys(policy.generate(1).build());

    assertThat(made.getNewerRecord()).isEqualTo(newer);
  }

  @Test
  void refusesRecordsThatAreChangedForgedOrContradictEachOther() {
    SignedStatement good = policy.record(2);
    byte[] payload = good.getPayload().toByteArray();
    payload[payload.length / 2] ^= 1;
    SignedStatement changed = good.toBuilder().setPayload(ByteString.copyFrom(payload)).build();
    SignedStatement forged =
        parties.forge(StatementType.POLICY_RECORD, policy.recordPayload(2).build());
    SignedStatement sameSequence = policy.record(1);
    SignedStatement otherKey =
        parties.sign(
            StatementType.POLICY_RECORD,
            policy.recordPayload(3).setCheckValue(ByteString.copyFrom(new byte[16])).build());

    for (SignedStatement bad : List.of(changed, forged, sameSequence, otherKey)) {
      refused(
          "RECORD_NOT_TRUSTED",
          () -> workload("USER_WRITE").generateKeys(policy.generate(1).setRecord(bad).build()));
    }
  }

  @Test
  void refusesToProveARecordWhoseCopyIsAnothers() {
    Tenancy other = new Tenancy(parties, policy.tenant, vaults, clock.instant()).proven();
    var mixed =
        policy
            .recordPayload(2)
            .setCustomerKeys(0, other.recordPayload(1).getCustomerKeys(0))
            .build();

    refused(
        "KEY_MATERIAL_FAULT",
        () ->
            parties
                .dep()
                .provePolicyRecord(
                    ProvePolicyRecordRequest.newBuilder()
                        .setRecord(parties.sign(StatementType.POLICY_RECORD, mixed))
                        .setSettings(policy.settings(2, PolicyState.POLICY_STATE_ACTIVE))
                        .build()));
  }

  @Test
  void refusesATokenOfAnotherTenantOrWithoutThePurpose() {
    GenerateKeysRequest request = policy.generate(1).build();

    refused("PURPOSE_NOT_ALLOWED", () -> workload("USER_READ").generateKeys(request));
    refused("CALLER_NOT_ALLOWED", () -> parties.encryptor().generateKeys(request));
    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .workload(
                    TenantId.parse("00000000-0000-0000-0000-000000000001").toString(), "USER_WRITE")
                .generateKeys(request));
  }

  @Test
  void opensNoPlainKeysByAnOrder() {
    for (Purpose purpose : List.of(Purpose.PURPOSE_REENCRYPTION, Purpose.PURPOSE_MAILBOX_MOVE)) {
      refused(
          "PURPOSE_NOT_ALLOWED",
          () ->
              parties
                  .encryptor()
                  .unwrapKeys(
                      policy
                          .unwrap(ByteString.copyFrom(new byte[92]), purpose)
                          .setOrder(policy.order(policy))
                          .build()));
    }
  }

  @Test
  void refusesBatchesThatAreTooLargeOrTorn() {
    refused(
        "LIMIT_EXCEEDED",
        () ->
            workload("USER_READ")
                .unwrapKeys(
                    policy
                        .unwrap(
                            ByteString.copyFrom(new byte[92 * 10_001]), Purpose.PURPOSE_USER_READ)
                        .build()));
    refused(
        "ARGUMENT_INVALID",
        () ->
            workload("USER_READ")
                .unwrapKeys(
                    policy
                        .unwrap(ByteString.copyFrom(new byte[91]), Purpose.PURPOSE_USER_READ)
                        .build()));
  }

  private KeyUnwrapServiceBlockingStub workload(String purpose) {
    return parties.workload(policy.tenant.toString(), purpose);
  }

  static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure ->
                assertThat(GrpcFailures.fromThrowable(failure).reasonName()).isEqualTo(reason));
  }
}
