package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.availability.v1.AvailabilityKeyAdminServiceGrpc;
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

/** The life of availability keys, as dep-service drives it. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "availability-key-vault"))
final class AvailabilityKeyIT {
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
  void createsAKeyOnceHoweverOftenItIsAsked() throws IOException {
    assertThat(parties.dep().createAvailabilityKey(policy.create()).getVersion()).isEqualTo(1);
    ByteString copy = parties.unwrap().wrapPolicyKey(policy.wrap()).getWrappedCopy();

    assertThat(parties.dep().createAvailabilityKey(policy.create()).getVersion()).isEqualTo(1);

    life.prove(parties.sign(StatementType.POLICY_RECORD, policy.record(copy, 1).build()));
  }

  @Test
  void refusesASecondKeyForAPolicy() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());
    PolicyFixture other = PolicyFixture.fresh(clock);

    PolicyLife.refused(
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

    PolicyLife.refused(
        "CALLER_NOT_ALLOWED", () -> encryptor.createAvailabilityKey(policy.create()));
  }

  @Test
  void takesBackAKeyThatNoRecordDependsOn() throws IOException {
    parties.dep().createAvailabilityKey(policy.create());

    parties.dep().discardAvailabilityKey(policy.discard());

    PolicyLife.refused("NOT_FOUND", () -> parties.unwrap().wrapPolicyKey(policy.wrap()));
    PolicyLife.refused(
        "POLICY_NOT_ACTIVE", () -> parties.dep().createAvailabilityKey(policy.create()));
  }

  @Test
  void doesNotTakeBackAKeyThatWasProven() throws IOException {
    life.activePolicy();

    PolicyLife.refused(
        "ARGUMENT_INVALID", () -> parties.dep().discardAvailabilityKey(policy.discard()));
  }
}
