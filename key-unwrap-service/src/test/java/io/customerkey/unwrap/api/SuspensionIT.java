package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowRequest;
import io.customerkey.protocol.unwrap.v1.CheckPolicyNowResponse;
import io.customerkey.protocol.unwrap.v1.CheckResult;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictRequest;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.unwrap.v1.SetPolicySettingsResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.VaultEvidence;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kill switch and check-now, as dep-service drives them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class SuspensionIT {
  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private Tenancy policy;
  private ByteString entries;
  private AttachedEncryptor encryptor;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    List<String> vaults = Tenancy.vaults(TestStack.shared(), "suspension");
    policy = Tenancy.fresh(parties, vaults, clock.instant()).proven();
    GenerateKeysRequest request = policy.generate(1).build();
    entries =
        Tenancy.entries(
            request.getEntries(),
            parties.workload(policy.tenant.toString(), "USER_WRITE").generateKeys(request));
    encryptor = new AttachedEncryptor(parties);
    TestEventually.isTrue(encryptor::isWelcome);
  }

  @AfterEach
  void part() {
    encryptor.leave();
    parties.close();
  }

  @Test
  void refusesEveryPurposeAtOnceUntilItIsResumed() {
    SetPolicySettingsResponse told = suspend(2, Duration.ofMinutes(15));

    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("POLICY_SUSPENDED");
    assertThat(outcome("MAIL_DELIVERY", Purpose.PURPOSE_MAIL_DELIVERY))
        .isEqualTo("POLICY_SUSPENDED");
    assertThat(told.getDrop().getAcknowledged()).isGreaterThanOrEqualTo(2);
    assertThat(encryptor.notice(policy))
        .hasValueSatisfying(notice -> {
          assertThat(notice.getCause()).isEqualTo("suspended");
          assertThat(notice.getEpoch()).isEqualTo(told.getDrop().getEpoch());
        });

    SetPolicySettingsResponse resumed = settle(policy.settings(3, PolicyState.POLICY_STATE_ACTIVE));

    assertThat(resumed.hasDrop()).isFalse();
    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("AUTHORITY_CUSTOMER");
  }

  @Test
  void refusesWithAVerdictThatCanBeLookedUp() {
    suspend(2, Duration.ofMinutes(15));
    assertVerdict("POLICY_SUSPENDED", "SUSPENDED");

    settle(policy.settings(3, PolicyState.POLICY_STATE_PURGED));
    assertVerdict("POLICY_PURGED", "PURGED");
  }

  @Test
  void aPurgeDropsTheKeysOnceAndForEver() {
    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("AUTHORITY_CUSTOMER");

    SetPolicySettingsResponse told = settle(policy.settings(2, PolicyState.POLICY_STATE_PURGED));

    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("POLICY_PURGED");
    assertThat(outcome("MAIL_DELIVERY", Purpose.PURPOSE_MAIL_DELIVERY)).isEqualTo("POLICY_PURGED");
    assertThat(told.getDrop().getEpoch()).isEqualTo(1);
    assertThat(told.getDrop().getAcknowledged()).isGreaterThanOrEqualTo(2);
    assertThat(encryptor.notice(policy))
        .hasValueSatisfying(notice -> {
          assertThat(notice.getCause()).isEqualTo("purged");
          assertThat(notice.getEpoch()).isEqualTo(1);
        });
    assertThat(settle(policy.settings(3, PolicyState.POLICY_STATE_PURGED)).getDrop().getEpoch())
        .isEqualTo(1);
  }

  @Test
  void endsByItself() {
    suspend(2, Duration.ofSeconds(3));
    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("POLICY_SUSPENDED");

    TestEventually.isTrue(
        () -> outcome("USER_READ", Purpose.PURPOSE_USER_READ).equals("AUTHORITY_CUSTOMER"));
  }

  @Test
  void staysWhenTheSameOrOlderSettingsComeAgain() {
    SignedStatement suspension = policy.suspension(3, clock.instant().plus(Duration.ofMinutes(15)));
    long epoch = settle(suspension).getDrop().getEpoch();

    assertThat(settle(suspension).getDrop().getEpoch()).isEqualTo(epoch);
    assertThat(settle(policy.settings(2, PolicyState.POLICY_STATE_ACTIVE)).getDrop().getEpoch())
        .isEqualTo(epoch);
    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("POLICY_SUSPENDED");
  }

  @Test
  void believesOnlyDepService() {
    SignedStatement forged =
        parties.forge(StatementType.POLICY_SETTINGS, PolicySettings.getDefaultInstance());

    assertThatThrownBy(() -> settle(forged))
        .satisfies(refused ->
            assertThat(GrpcFailures.fromThrowable(refused).reasonName())
                .isEqualTo("RECORD_NOT_TRUSTED"));
  }

  @Test
  void checksNowThatBothKeysAreOpen() {
    CheckPolicyNowResponse found = check(20_000);

    assertThat(found.getResult()).isEqualTo(CheckResult.CHECK_RESULT_OPEN);
    assertThat(found.getRounds()).isEqualTo(1);
    assertThat(found.getLastAttemptsList())
        .extracting(VaultEvidence::getOutcome)
        .containsExactly(VaultOutcome.VAULT_OUTCOME_OK, VaultOutcome.VAULT_OUTCOME_OK);
  }

  @Test
  void checksNowThatBothAreDeniedAndDropsTheKeys() {
    policy.enableKeys(false);

    CheckPolicyNowResponse found = check(20_000);

    assertThat(found.getResult()).isEqualTo(CheckResult.CHECK_RESULT_DENIED);
    assertThat(found.hasDeniedSince()).isTrue();
    assertThat(found.getDrop().getAcknowledged()).isGreaterThanOrEqualTo(2);
    assertThat(found.getLastAttemptsList())
        .hasSize(2)
        .allSatisfy(attempt -> {
          assertThat(attempt.getReason()).isEqualTo("key_disabled");
          assertThat(attempt.getAttemptId().size()).isEqualTo(16);
        });
    assertThat(outcome("USER_READ", Purpose.PURPOSE_USER_READ)).isEqualTo("CUSTOMER_KEY_DENIED");
  }

  @Test
  void refusesAWaitThatIsTooLong() {
    assertThatThrownBy(() -> check(30_001))
        .satisfies(refused ->
            assertThat(GrpcFailures.fromThrowable(refused).reasonName())
                .isEqualTo("LIMIT_EXCEEDED"));
  }

  private void assertVerdict(String reason, String rule) {
    CustomerKeyException refused =
        GrpcFailures.fromThrowable(
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> opened("USER_READ", Purpose.PURPOSE_USER_READ)));
    assertThat(refused.reasonName()).isEqualTo(reason);
    assertThat(refused.metadata()).containsEntry("policy", policy.policy.toString());
    String verdict = Objects.requireNonNull(refused.metadata().get("verdict"));
    GetVerdictResponse found =
        parties
            .dep()
            .getVerdict(
                GetVerdictRequest.newBuilder()
                    .setTenantId(Tenancy.bytes(policy.tenant))
                    .setVerdictId(Tenancy.bytes(VerdictId.parse(verdict)))
                    .build());
    assertThat(found.getDecision()).isEqualTo("refused");
    assertThat(found.getRule()).isEqualTo(rule);
    assertThat(found.getExplanation()).endsWith("everything is refused");
  }

  private SetPolicySettingsResponse suspend(long sequence, Duration span) {
    return settle(policy.suspension(sequence, clock.instant().plus(span)));
  }

  private SetPolicySettingsResponse settle(SignedStatement settings) {
    return parties
        .dep()
        .setPolicySettings(
            SetPolicySettingsRequest.newBuilder()
                .setSettings(settings)
                .setWaitMillis(3_000)
                .build());
  }

  private CheckPolicyNowResponse check(int waitMillis) {
    return parties
        .dep()
        .checkPolicyNow(
            CheckPolicyNowRequest.newBuilder()
                .setTenantId(Tenancy.bytes(policy.tenant))
                .setPolicyId(Tenancy.bytes(policy.policy))
                .setWaitMillis(waitMillis)
                .build());
  }

  private String outcome(String claim, Purpose purpose) {
    try {
      return opened(claim, purpose).getTerms().getAuthority().name();
    } catch (StatusRuntimeException refused) {
      return GrpcFailures.fromThrowable(refused).reasonName();
    }
  }

  private UnwrapKeysResponse opened(String claim, Purpose purpose) {
    return parties
        .workload(policy.tenant.toString(), claim)
        .unwrapKeys(policy.unwrap(entries, purpose).build());
  }
}
