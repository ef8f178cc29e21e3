package io.customerkey.dep.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementJudgement;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.crypto.statement.TrustAnchor;
import io.customerkey.crypto.statement.TrustAnchors;
import io.customerkey.dep.order.OrderLife;
import io.customerkey.dep.order.RewrapRequest;
import io.customerkey.dep.policy.PolicyKey.Pinned;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StatementAuthorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
  private static final SigningKeyId KEY_ID = new SigningKeyId("dep-1");
  private static final TenantId TENANT = new TenantId(new Id128(0, 1));
  private static final PolicyId POLICY = new PolicyId(new Id128(0, 2));
  private static final GenerationId GENERATION = new GenerationId(new Id128(0, 3));

  private final KeyPair keys = keyPair();
  private final StatementAuthor author = author();
  private final TrustAnchors anchors = anchors();

  @BeforeAll
  void theKeyIsEd25519() {
    assertThat(keys.getPublic().getAlgorithm()).isEqualTo("EdDSA");
  }

  @Test
  void signsARecordThatSaysWhatWasProvisioned() throws Exception {
    SignedStatement statement = author.record(recordFacts());

    PolicyRecord record = PolicyRecord.parseFrom(statement.payload().asByteBuffer());
    assertThat(statement.type()).isEqualTo(StatementType.POLICY_RECORD);
    assertThat(record.getFormatVersion()).isEqualTo(1);
    assertThat(record.getWorkload().getNumber()).isEqualTo(1);
    assertThat(record.getProviderManaged()).isFalse();
    assertThat(TenantId.of(record.getTenantId().toByteArray())).isEqualTo(TENANT);
    assertThat(PolicyId.of(record.getPolicyId().toByteArray())).isEqualTo(POLICY);
    assertThat(GenerationId.of(record.getGenerationId().toByteArray())).isEqualTo(GENERATION);
    assertThat(record.getSequence().getIncarnation()).isEqualTo(1);
    assertThat(record.getSequence().getCounter()).isEqualTo(9);
    assertThat(record.getPreviousHash().toByteArray()).isEqualTo(new byte[32]);
    assertThat(record.getCustomerKeysCount()).isEqualTo(2);
    assertThat(record.getCustomerKeys(0).getKeyId()).endsWith("/1");
    assertThat(record.getCustomerKeys(1).getKeyId()).endsWith("/2");
    assertThat(record.getCustomerKeys(0).getOwnerTenant()).isEqualTo(TENANT.toString());
    assertThat(record.getCustomerKeys(0).getDirectoryId())
        .isEqualTo("00000000-0000-0000-0000-000000000007");
    assertThat(record.getCustomerKeys(0).getWrappedCopy().size()).isEqualTo(256);
    assertThat(record.getAvailabilityKey().getVersion()).isEqualTo(1);
    assertThat(record.getAvailabilityKey().getWrappedCopy().size()).isEqualTo(72);
    assertThat(record.getCheckValue().size()).isEqualTo(16);
    assertThat(Timestamps.toString(record.getCreated())).isEqualTo("2026-11-22T12:00:00.123456Z");
  }

  @Test
  void aProviderManagedRecordNamesTheProviderAsOwnerOfTheKeys() throws Exception {
    SignedStatement statement = author.record(recordFacts(Workload.SHAREPOINT, true));

    PolicyRecord record = PolicyRecord.parseFrom(statement.payload().asByteBuffer());
    assertThat(record.getProviderManaged()).isTrue();
    assertThat(record.getWorkload().getNumber()).isEqualTo(2);
    assertThat(TenantId.of(record.getTenantId().toByteArray())).isEqualTo(TENANT);
    assertThat(record.getCustomerKeysList())
        .allSatisfy(copy -> assertThat(copy.getOwnerTenant()).isEqualTo("provider"));
  }

  @Test
  void everyStatementIsTrustedByWhoHasTheAnchor() {
    assertThat(List.of(author.record(recordFacts()), settings(), order()))
        .allSatisfy(statement ->
            assertThat(anchors.judge(statement, NOW))
                .isInstanceOf(StatementJudgement.Trusted.class));
  }

  @Test
  void signsSettingsOfThePolicy() throws Exception {
    var settings =
        io.customerkey.protocol.statement.v1.PolicySettings.parseFrom(
            settings().payload().asByteBuffer());

    assertThat(settings.getState().name()).isEqualTo("POLICY_STATE_ACTIVE");
    assertThat(settings.getWorkload().getNumber()).isEqualTo(2);
    assertThat(settings.getProbeIntervalMillis()).isEqualTo(5_000);
    assertThat(settings.getOutageGraceMillis()).isEqualTo(14_400_000);
    assertThat(settings.getStrict()).isTrue();
    assertThat(settings.getFallback()).isFalse();
    assertThat(Timestamps.toString(settings.getSuspendedUntil()))
        .isEqualTo("2026-11-22T12:15:00.123456Z");
    assertThat(settings.getGenerationsList())
        .singleElement()
        .satisfies(generation ->
            assertThat(generation.getState().name()).isEqualTo("GENERATION_STATE_ACTIVE"));
  }

  @Test
  void signsAnOrderThatEndsAfterADay() throws Exception {
    RewrapOrder order = RewrapOrder.parseFrom(order().payload().asByteBuffer());

    assertThat(order.getExpires().getSeconds() - order.getCreated().getSeconds()).isEqualTo(86_400);
    assertThat(order.getKeyKind().getNumber()).isEqualTo(KeyKind.MAILBOX.number());
    assertThat(order.getReason()).isEqualTo("reassigned");
  }

  private SignedStatement settings() {
    return author.settings(
        new SettingsFacts(
            TENANT,
            Workload.SHAREPOINT,
            POLICY,
            new Sequence(1, 10),
            PolicyState.ACTIVE,
            GENERATION,
            new PolicySettings(true, false, Duration.ofHours(4), Duration.ofSeconds(5)),
            Optional.of(NOW.plusSeconds(900)),
            NOW));
  }

  private SignedStatement order() {
    return author.rewrapOrder(
        new OrderFacts(
            new OrderId(new Id128(0, 4)),
            new JobId(new Id128(0, 5)),
            new RewrapRequest(
                TENANT,
                new RewrapRequest.End(POLICY, GENERATION),
                new RewrapRequest.End(
                    new PolicyId(new Id128(0, 12)), new GenerationId(new Id128(0, 13))),
                KeyKind.MAILBOX),
            OrderLife.from(NOW)));
  }

  private static RecordFacts recordFacts() {
    return recordFacts(Workload.EXCHANGE, false);
  }

  private static RecordFacts recordFacts(Workload workload, boolean providerManaged) {
    return new RecordFacts(
        TENANT,
        workload,
        providerManaged,
        new DirectoryId(new Id128(0, 7)),
        POLICY,
        GENERATION,
        new PolicyVersionId(new Id128(0, 8)),
        new Sequence(1, 9),
        StatementHash.NONE,
        List.of(copy(1), copy(2)),
        new AvailabilityCopy(new AvailabilityKeyId(new Id128(0, 6)), 1, bytes(72)),
        bytes(16),
        NOW);
  }

  private static CustomerKeyCopy copy(int number) {
    return new CustomerKeyCopy(
        new Pinned(
            "https://v" + number + ".vault.azure.net/keys/ck/" + number,
            "RSA-OAEP-256",
            2048,
            bytes(32)),
        bytes(256));
  }

  private static Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) length);
    return Bytes.takeOwnershipOf(bytes);
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private StatementAuthor author() {
    try (SecretBytes pkcs8 = SecretBytes.takeOwnershipOf(keys.getPrivate().getEncoded())) {
      return new StatementAuthor(StatementSigner.ofPkcs8(KEY_ID, pkcs8));
    }
  }

  private TrustAnchors anchors() {
    byte[] encoded = keys.getPublic().getEncoded();
    Bytes raw = Bytes.copyOf(encoded, encoded.length - 32, 32);
    return TrustAnchors.of(
        List.of(
            new TrustAnchor(
                KEY_ID,
                raw,
                Set.of(
                    StatementType.POLICY_RECORD,
                    StatementType.POLICY_SETTINGS,
                    StatementType.ORDER_REWRAP),
                NOW.minusSeconds(1),
                NOW.plusSeconds(1),
                false)));
  }
}
