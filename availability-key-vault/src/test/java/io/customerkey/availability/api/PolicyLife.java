package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.availability.v1.ProvePolicyKeyRequest;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.unwrap.v1.VaultOutcome;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What one policy goes through: provisioned, proven, suspended, read and delivered to. */
final class PolicyLife {
  static final VaultOutcome UNAVAILABLE = VaultOutcome.VAULT_OUTCOME_UNAVAILABLE;
  static final VaultOutcome DENIED = VaultOutcome.VAULT_OUTCOME_DENIED;

  private final Parties parties;
  private final PolicyFixture policy;
  private final Clock clock;

  PolicyLife(Parties parties, PolicyFixture policy, Clock clock) {
    this.parties = parties;
    this.policy = policy;
    this.clock = clock;
  }

  /** Provisioned, proven and ACTIVE. */
  SignedStatement activePolicy() throws IOException {
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

  SignedStatement provenPolicy() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());
    SignedStatement record = parties.sign(StatementType.POLICY_RECORD, payload(1));
    prove(record);
    return record;
  }

  PolicyRecord payload(long sequence) throws IOException {
    ByteString copy = parties.unwrap().wrapPolicyKey(policy.wrap()).getWrappedCopy();
    return policy.record(copy, sequence).build();
  }

  void prove(SignedStatement record) throws IOException {
    var _ =
        parties
            .unwrap()
            .provePolicyKey(ProvePolicyKeyRequest.newBuilder().setRecord(record).build());
  }

  void suspend(SignedStatement record, long sequence) throws IOException {
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

  void read(SignedStatement record, VaultOutcome outcome) throws IOException {
    var _ =
        parties
            .unwrapFor(parties.token(policy, "USER_READ"))
            .unwrapPolicyKey(policy.unwrap(record, Purpose.PURPOSE_USER_READ, outcome).build());
  }

  void deliver(SignedStatement record, VaultOutcome outcome) throws IOException {
    var _ =
        parties
            .unwrapFor(parties.token(policy, "MAIL_DELIVERY"))
            .unwrapPolicyKey(policy.unwrap(record, Purpose.PURPOSE_MAIL_DELIVERY, outcome).build());
  }

  static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StatusRuntimeException.class)
        .satisfies(thrown ->
            assertThat(GrpcFailures.fromThrowable(thrown).reasonName()).isEqualTo(reason));
  }
}
