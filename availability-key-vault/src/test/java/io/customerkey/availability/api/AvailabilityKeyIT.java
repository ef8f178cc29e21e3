package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with its own PostgreSQL, Kafka, certificates and tokens, seen by its callers. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "availability-key-vault"))
final class AvailabilityKeyIT {
  private static final VaultOutcome UNAVAILABLE = VaultOutcome.VAULT_OUTCOME_UNAVAILABLE;
  private static final VaultOutcome DENIED = VaultOutcome.VAULT_OUTCOME_DENIED;

  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private PolicyFixture policy;

  @BeforeEach
  void meet() throws IOException {
    parties = new Parties(TestStack.shared(), server.getPort());
    policy = PolicyFixture.fresh(clock);
  }

  @AfterEach
  void part() {
    parties.close();
  }

  @Test
  void createsAKeyOnceHoweverOftenItIsAsked() throws IOException {
    assertThat(parties.dep().createAvailabilityKey(policy.create()).getVersion()).isEqualTo(1);
    ByteString copy = parties.unwrap().wrapPolicyKey(policy.wrap()).getWrappedCopy();

    assertThat(parties.dep().createAvailabilityKey(policy.create()).getVersion()).isEqualTo(1);

    prove(parties.sign(StatementType.POLICY_RECORD, policy.record(copy, 1).build()));
  }

  @Test
  void refusesASecondKeyForAPolicy() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());
    PolicyFixture other = PolicyFixture.fresh(clock);

    refused(
        "ARGUMENT_INVALID",
        () ->
            parties
                .dep()
                .createAvailabilityKey(
                    policy.create().toBuilder()
                        .setAvailabilityKeyId(other.create().getAvailabilityKeyId())
                        .build()));
  }

  @Test
  void refusesACallerThatIsNotDepService() throws IOException {
    AvailabilityKeyAdminServiceGrpc.AvailabilityKeyAdminServiceBlockingStub encryptor =
        AvailabilityKeyAdminServiceGrpc.newBlockingStub(parties.channel("exchange-encryptor"));

    refused("CALLER_NOT_ALLOWED", () -> encryptor.createAvailabilityKey(policy.create()));
  }

  @Test
  void opensInAnOutageWhatItWrapped() throws IOException {
    SignedStatement record = activePolicy();

    ByteString opened =
        parties
            .unwrapFor(parties.token(policy, "USER_READ"))
            .unwrapPolicyKey(policy.unwrap(record, Purpose.PURPOSE_USER_READ, UNAVAILABLE).build())
            .getPolicyKey();

    assertThat(opened).isEqualTo(policy.policyKey().secret().with(ByteString::copyFrom));
  }

  @Test
  void refusesUsersWhileDeniedAlthoughTheEvidenceShowsAnOutage() throws IOException {
    SignedStatement record = activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));

    refused("CUSTOMER_KEY_DENIED", () -> read(record, UNAVAILABLE));
  }

  @Test
  void servesUsersAgainOnceTheDenialIsCleared() throws IOException {
    SignedStatement record = activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));
    parties.unwrap().setDenial(policy.denial(false, 3));

    assertThatCode(() -> read(record, UNAVAILABLE)).doesNotThrowAnyException();
  }

  @Test
  void ignoresAClearanceThatComesLate() throws IOException {
    SignedStatement record = activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 5));

    assertThat(parties.unwrap().setDenial(policy.denial(false, 4)).getEpoch()).isEqualTo(5);
    refused("CUSTOMER_KEY_DENIED", () -> read(record, UNAVAILABLE));
  }

  @Test
  void servesSystemActionsWhileDenied() throws IOException {
    SignedStatement record = activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));

    assertThatCode(() -> deliver(record, DENIED)).doesNotThrowAnyException();
  }

  @Test
  void refusesSystemActionsWhileDeniedIfTheTenantIsStrict() throws IOException {
    SignedStatement record = activePolicy();
    SignedStatement strict =
        parties.sign(StatementType.POLICY_SETTINGS, policy.settings(2).setStrict(true).build());

    refused(
        "CUSTOMER_KEY_DENIED",
        () ->
            parties
                .unwrapFor(parties.token(policy, "MAIL_DELIVERY"))
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_MAIL_DELIVERY, DENIED)
                        .setSettings(strict)
                        .build()));
  }

  @Test
  void refusesEverybodyWhileSuspended() throws IOException {
    SignedStatement record = activePolicy();
    suspend(record, 2);

    refused("POLICY_SUSPENDED", () -> deliver(record, UNAVAILABLE));
  }

  @Test
  void keepsASuspensionWhenOlderSettingsAreShown() throws IOException {
    SignedStatement record = activePolicy();
    suspend(record, 3);
    SignedStatement older = parties.sign(StatementType.POLICY_SETTINGS, policy.settings(2).build());

    refused(
        "POLICY_SUSPENDED",
        () ->
            parties
                .unwrapFor(parties.token(policy, "USER_READ"))
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_USER_READ, UNAVAILABLE)
                        .setSettings(older)
                        .build()));
  }

  @Test
  void refusesARecordChangedByAByte() throws IOException {
    SignedStatement record = activePolicy();
    byte[] payload = record.getPayload().toByteArray();
    payload[payload.length - 1] ^= 1;
    SignedStatement changed = record.toBuilder().setPayload(ByteString.copyFrom(payload)).build();

    refused("RECORD_NOT_TRUSTED", () -> read(changed, UNAVAILABLE));
  }

  @Test
  void refusesARecordSignedByAnotherKey() throws Exception {
    activePolicy();
    SignedStatement forged = parties.forge(StatementType.POLICY_RECORD, payload(2));

    refused("RECORD_NOT_TRUSTED", () -> read(forged, UNAVAILABLE));
  }

  @Test
  void refusesARecordOlderThanOneItSaw() throws IOException {
    SignedStatement record = activePolicy();
    prove(parties.sign(StatementType.POLICY_RECORD, payload(2)));

    refused("RECORD_NOT_TRUSTED", () -> read(record, UNAVAILABLE));
  }

  @Test
  void refusesAnotherRecordWithTheSameSequence() throws IOException {
    activePolicy();
    SignedStatement fork =
        parties.sign(
            StatementType.POLICY_RECORD, payload(1).toBuilder().setProviderManaged(true).build());

    refused("RECORD_NOT_TRUSTED", () -> read(fork, UNAVAILABLE));
  }

  @Test
  void refusesAKeyOfAnotherTenant() throws IOException {
    activePolicy();
    PolicyFixture thief = policy.ofTenant(new TenantId(new Id128(1, 2)));
    SignedStatement record =
        parties.sign(
            StatementType.POLICY_RECORD,
            payload(3).toBuilder().setTenantId(thief.create().getTenantId()).build());

    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .unwrapFor(parties.token(thief, "USER_READ"))
                .unwrapPolicyKey(
                    thief.unwrap(record, Purpose.PURPOSE_USER_READ, UNAVAILABLE).build()));
  }

  @Test
  void refusesATokenOfAnotherTenant() throws IOException {
    SignedStatement record = activePolicy();
    String other = parties.token(PolicyFixture.fresh(clock), "USER_READ");

    refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .unwrapFor(other)
                .unwrapPolicyKey(
                    policy.unwrap(record, Purpose.PURPOSE_USER_READ, UNAVAILABLE).build()));
  }

  @Test
  void refusesToProveACopyThatIsNotTheRecordsKey() throws IOException {
    activePolicy();
    ByteString wrongCheck = ByteString.copyFrom(new byte[16]);
    SignedStatement record =
        parties.sign(
            StatementType.POLICY_RECORD, payload(2).toBuilder().setCheckValue(wrongCheck).build());

    refused("KEY_MATERIAL_FAULT", () -> prove(record));
  }

  @Test
  void takesBackAKeyThatNoRecordDependsOn() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());

    parties.dep().discardAvailabilityKey(policy.discard());

    refused("NOT_FOUND", () -> parties.unwrap().wrapPolicyKey(policy.wrap()));
    refused("POLICY_NOT_ACTIVE", () -> parties.dep().createAvailabilityKey(policy.create()));
  }

  @Test
  void doesNotTakeBackAKeyThatWasProven() throws IOException {
    activePolicy();

    refused("ARGUMENT_INVALID", () -> parties.dep().discardAvailabilityKey(policy.discard()));
  }

  @Test
  void refusesAUseBeforeAnySettingsAreKnown() throws IOException {
    SignedStatement record = provenPolicy();

    refused("POLICY_NOT_ACTIVE", () -> read(record, UNAVAILABLE));
  }

  @Test
  void takesSettingsOverFromTheTopic() throws Exception {
    SignedStatement record = provenPolicy();
    try (Topics topics = new Topics(TestStack.shared())) {
      topics.publishSettings(
          policy, parties.sign(StatementType.POLICY_SETTINGS, policy.settings(1).build()));

      topics.eventually(() -> read(record, UNAVAILABLE));
    }
  }

  @Test
  void putsUntrustedSettingsOnTheDeadLetterTopic() throws Exception {
    try (Topics topics = new Topics(TestStack.shared())) {
      topics.publishSettings(
          policy, parties.forge(StatementType.POLICY_SETTINGS, policy.settings(1).build()));

      assertThat(topics.awaitDeadLetter(policy)).isTrue();
    }
  }

  @Test
  void tellsTheTenantOfEachUse() throws Exception {
    SignedStatement record = activePolicy();
    read(record, UNAVAILABLE);

    try (Topics topics = new Topics(TestStack.shared())) {
      assertThat(topics.awaitUse(policy, "unwrap"))
          .satisfies(use -> {
            assertThat(use.getPurpose()).isEqualTo(Purpose.PURPOSE_USER_READ);
            assertThat(use.getSubject()).isEqualTo("mail");
            assertThat(use.getKey()).isEqualTo(policy.availabilityKey() + "/1");
            assertThat(use.getVerdictId().toByteArray()).isEqualTo(policy.verdict().toByteArray());
            assertThat(use.getReason())
                .contains("unreachable", "one.vault.azure.net", "two.vault.azure.net");
          });
    }
  }

  /** Provisioned, proven and ACTIVE. */
  private SignedStatement activePolicy() throws IOException {
    SignedStatement record = provenPolicy();
    SignedStatement settings =
        parties.sign(StatementType.POLICY_SETTINGS, policy.settings(1).build());
    parties
        .unwrapFor(parties.token(policy, "SEARCH_INDEX"))
        .unwrapPolicyKey(
            policy
                .unwrap(record, Purpose.PURPOSE_SEARCH_INDEX, UNAVAILABLE)
                .setSettings(settings)
                .build());
    return record;
  }

  private SignedStatement provenPolicy() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());
    SignedStatement record = parties.sign(StatementType.POLICY_RECORD, payload(1));
    prove(record);
    return record;
  }

  private PolicyRecord payload(long sequence) throws IOException {
    ByteString copy = parties.unwrap().wrapPolicyKey(policy.wrap()).getWrappedCopy();
    return policy.record(copy, sequence).build();
  }

  private void prove(SignedStatement record) throws IOException {
    var _ =
        parties
            .unwrap()
            .provePolicyKey(ProvePolicyKeyRequest.newBuilder().setRecord(record).build());
  }

  private void suspend(SignedStatement record, long sequence) throws IOException {
    SignedStatement suspended =
        parties.sign(
            StatementType.POLICY_SETTINGS,
            policy
                .settings(sequence)
                .setSuspendedUntil(policy.at(clock.instant().plus(Duration.ofMinutes(15))))
                .build());
    refused(
        "POLICY_SUSPENDED",
        () ->
            parties
                .unwrapFor(parties.token(policy, "USER_READ"))
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_USER_READ, UNAVAILABLE)
                        .setSettings(suspended)
                        .build()));
  }

  private void read(SignedStatement record, VaultOutcome outcome) throws IOException {
    var _ =
        parties
            .unwrapFor(parties.token(policy, "USER_READ"))
            .unwrapPolicyKey(policy.unwrap(record, Purpose.PURPOSE_USER_READ, outcome).build());
  }

  private void deliver(SignedStatement record, VaultOutcome outcome) throws IOException {
    var _ =
        parties
            .unwrapFor(parties.token(policy, "MAIL_DELIVERY"))
            .unwrapPolicyKey(policy.unwrap(record, Purpose.PURPOSE_MAIL_DELIVERY, outcome).build());
  }

  private static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StatusRuntimeException.class)
        .satisfies(thrown ->
            assertThat(GrpcFailures.fromThrowable(thrown).reasonName()).isEqualTo(reason));
  }
}
