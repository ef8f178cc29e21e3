package io.customerkey.availability.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.SignedStatement;
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

/** Records that key-unwrap-service shows, and what it may do with them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "availability-key-vault"))
final class PolicyKeyUseIT {
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
  void opensInAnOutageWhatItWrapped() throws IOException {
    SignedStatement record = life.activePolicy();

    ByteString opened =
        parties
            .unwrapFor(parties.token(policy, "USER_READ"))
            .unwrapPolicyKey(
                policy.unwrap(record, Purpose.PURPOSE_USER_READ, PolicyLife.UNAVAILABLE).build())
            .getPolicyKey();

    assertThat(opened).isEqualTo(policy.policyKey().secret().with(ByteString::copyFrom));
  }

  @Test
  void refusesARecordChangedByAByte() throws IOException {
    SignedStatement record = life.activePolicy();
    byte[] payload = record.getPayload().toByteArray();
    payload[payload.length - 1] ^= 1;
    SignedStatement changed = record.toBuilder().setPayload(ByteString.copyFrom(payload)).build();

    PolicyLife.refused("RECORD_NOT_TRUSTED", () -> life.read(changed, PolicyLife.UNAVAILABLE));
  }

  @Test
  void refusesARecordSignedByAnotherKey() throws Exception {
    life.activePolicy();
    SignedStatement forged = parties.forge(StatementType.POLICY_RECORD, life.payload(2));

    PolicyLife.refused("RECORD_NOT_TRUSTED", () -> life.read(forged, PolicyLife.UNAVAILABLE));
  }

  @Test
  void refusesARecordOlderThanOneItSaw() throws IOException {
    SignedStatement record = life.activePolicy();
    life.prove(parties.sign(StatementType.POLICY_RECORD, life.payload(2)));

    PolicyLife.refused("RECORD_NOT_TRUSTED", () -> life.read(record, PolicyLife.UNAVAILABLE));
  }

  @Test
  void refusesAnotherRecordWithTheSameSequence() throws IOException {
    life.activePolicy();
    SignedStatement fork =
        parties.sign(
            StatementType.POLICY_RECORD,
            life.payload(1).toBuilder().setProviderManaged(true).build());

    PolicyLife.refused("RECORD_NOT_TRUSTED", () -> life.read(fork, PolicyLife.UNAVAILABLE));
  }

  @Test
  void refusesAKeyOfAnotherTenant() throws IOException {
    life.activePolicy();
    PolicyFixture thief = policy.ofTenant(new TenantId(new Id128(1, 2)));
    SignedStatement record =
        parties.sign(
            StatementType.POLICY_RECORD,
            life.payload(3).toBuilder().setTenantId(thief.create().getTenantId()).build());

    PolicyLife.refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .unwrapFor(parties.token(thief, "USER_READ"))
                .unwrapPolicyKey(
                    thief
                        .unwrap(record, Purpose.PURPOSE_USER_READ, PolicyLife.UNAVAILABLE)
                        .build()));
  }

  @Test
  void refusesATokenOfAnotherTenant() throws IOException {
    SignedStatement record = life.activePolicy();
    String other = parties.token(PolicyFixture.fresh(clock), "USER_READ");

    PolicyLife.refused(
        "CALLER_NOT_ALLOWED",
        () ->
            parties
                .unwrapFor(other)
                .unwrapPolicyKey(
                    policy
                        .unwrap(record, Purpose.PURPOSE_USER_READ, PolicyLife.UNAVAILABLE)
                        .build()));
  }

  @Test
  void refusesToProveACopyThatIsNotTheRecordsKey() throws IOException {
    life.activePolicy();
    ByteString wrongCheck = ByteString.copyFrom(new byte[16]);
    SignedStatement record =
        parties.sign(
            StatementType.POLICY_RECORD,
            life.payload(2).toBuilder().setCheckValue(wrongCheck).build());

    PolicyLife.refused("KEY_MATERIAL_FAULT", () -> life.prove(record));
  }

  @Test
  void refusesAUseBeforeAnySettingsAreKnown() throws IOException {
    SignedStatement record = life.provenPolicy();

    PolicyLife.refused("POLICY_NOT_ACTIVE", () -> life.read(record, PolicyLife.UNAVAILABLE));
  }

  @Test
  void tellsTheTenantOfEachUse() throws Exception {
    SignedStatement record = life.activePolicy();
    life.read(record, PolicyLife.UNAVAILABLE);

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
}
