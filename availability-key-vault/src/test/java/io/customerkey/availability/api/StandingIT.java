package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.availability.v1.SetPolicySettingsRequest;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Denials, suspension and settings: what stands between a policy and its availability key. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "availability-key-vault"))
final class StandingIT {
  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private PolicyFixture policy;
  private PolicyLife life;

  @BeforeEach
  void meet() throws IOException {
    parties = new Parties(TestStack.shared(), server.getPort());
    policy = PolicyFixture.fresh(clock);
    life = new PolicyLife(parties, policy, clock);
  }

  @AfterEach
  void part() {
    parties.close();
  }

  @Test
  void refusesUsersWhileDeniedAlthoughTheEvidenceShowsAnOutage() throws IOException {
    SignedStatement record = life.activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));

    PolicyLife.refused("CUSTOMER_KEY_DENIED", () -> life.read(record, PolicyLife.UNAVAILABLE));
  }

  @Test
  void servesUsersAgainOnceTheDenialIsCleared() throws IOException {
    SignedStatement record = life.activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));
    parties.unwrap().setDenial(policy.denial(false, 3));

    assertThatCode(() -> life.read(record, PolicyLife.UNAVAILABLE)).doesNotThrowAnyException();
  }

  @Test
  void ignoresAClearanceThatComesLate() throws IOException {
    SignedStatement record = life.activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 5));

    assertThat(parties.unwrap().setDenial(policy.denial(false, 4)).getEpoch()).isEqualTo(5);
    PolicyLife.refused("CUSTOMER_KEY_DENIED", () -> life.read(record, PolicyLife.UNAVAILABLE));
  }

  @Test
  void servesSystemActionsWhileDenied() throws IOException {
    SignedStatement record = life.activePolicy();
    parties.unwrap().setDenial(policy.denial(true, 2));

    assertThatCode(() -> life.deliver(record, PolicyLife.DENIED)).doesNotThrowAnyException();
  }

  @Test
  void refusesSystemActionsWhileDeniedIfTheTenantIsStrict() throws IOException {
    SignedStatement record = life.activePolicy();
    SignedStatement strict =
        parties.sign(StatementType.POLICY_SETTINGS, policy.settings(2).setStrict(true).build());

    PolicyLife.refused(
        "CUSTOMER_KEY_DENIED",
        () ->
            parties
                .unwrapFor(parties.token(policy, "MAIL_DELIVERY"))
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_MAIL_DELIVERY, PolicyLife.DENIED)
                        .setSettings(strict)
                        .build()));
  }

  @Test
  void refusesEverybodyWhileSuspended() throws IOException {
    SignedStatement record = life.activePolicy();
    life.suspend(record, 2);

    PolicyLife.refused("POLICY_SUSPENDED", () -> life.deliver(record, PolicyLife.UNAVAILABLE));
  }

  @Test
  void refusesEverybodyOnceASuspensionWasToldDirectlyUntilItIsResumed() throws IOException {
    SignedStatement record = life.activePolicy();
    var until = policy.at(clock.instant().plusSeconds(900));
    tell(policy.settings(2).setSuspendedUntil(until).build());

    PolicyLife.refused("POLICY_SUSPENDED", () -> life.deliver(record, PolicyLife.UNAVAILABLE));
    tell(policy.settings(3).build());
    assertThatCode(() -> life.deliver(record, PolicyLife.UNAVAILABLE)).doesNotThrowAnyException();
    assertThatThrownBy(() ->
            parties
                .dep()
                .setPolicySettings(
                    SetPolicySettingsRequest.newBuilder()
                        .setSettings(
                            parties.forge(
                                StatementType.POLICY_SETTINGS, policy.settings(4).build()))
                        .build()))
        .satisfies(thrown ->
            assertThat(GrpcFailures.fromThrowable(thrown).reasonName())
                .isEqualTo("RECORD_NOT_TRUSTED"));
  }

  private void tell(PolicySettings settings) throws IOException {
    SignedStatement signed = parties.sign(StatementType.POLICY_SETTINGS, settings);
    assertThat(
            parties
                .dep()
                .setPolicySettings(
                    SetPolicySettingsRequest.newBuilder().setSettings(signed).build()))
        .isNotNull();
  }

  @Test
  void keepsASuspensionWhenOlderSettingsAreShown() throws IOException {
    SignedStatement record = life.activePolicy();
    life.suspend(record, 3);
    SignedStatement older = parties.sign(StatementType.POLICY_SETTINGS, policy.settings(2).build());

    PolicyLife.refused(
        "POLICY_SUSPENDED",
        () ->
            parties
                .unwrapFor(parties.token(policy, "USER_READ"))
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_USER_READ, PolicyLife.UNAVAILABLE)
                        .setSettings(older)
                        .build()));
  }

  @Test
  void takesSettingsOverFromTheTopic() throws Exception {
    SignedStatement record = life.provenPolicy();
    try (Topics topics = new Topics(TestStack.shared())) {
      topics.publishSettings(
          policy, parties.sign(StatementType.POLICY_SETTINGS, policy.settings(1).build()));

      topics.eventually(() -> life.read(record, PolicyLife.UNAVAILABLE));
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
}
