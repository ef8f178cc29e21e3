package io.customerkey.availability.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.availability.policy.StatementSequence;
import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.availability.policy.Wire;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.identity.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PurposeRightTest {
  private static final RandomGenerator RANDOM = new SecureRandomSource();
  private static final TrustedRecord RECORD =
      new TrustedRecord(
          new SlotContext(
              TenantId.random(RANDOM),
              Workload.EXCHANGE,
              PolicyId.random(RANDOM),
              GenerationId.random(RANDOM),
              Slot.AVAILABILITY),
          new StatementSequence(1, 1),
          StatementHash.NONE,
          List.of("a", "b"),
          AvailabilityKeyId.random(RANDOM),
          1,
          Bytes.empty(),
          new CheckValue(Bytes.copyOf(new byte[CheckValue.SIZE])));

  @Nested
  final class AWorkload {
    @ParameterizedTest
    @EnumSource(
        value = Purpose.class,
        names = {
          "PURPOSE_USER_READ",
          "PURPOSE_USER_WRITE",
          "PURPOSE_MAIL_DELIVERY",
          "PURPOSE_SEARCH_INDEX",
          "PURPOSE_EDISCOVERY",
          "PURPOSE_ANTIMALWARE"
        })
    void mayWhatItsTokenGrants(Purpose purpose) {
      assertThatCode(() -> require(purpose, Optional.of(token(purpose)), Optional.empty()))
          .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
        value = Purpose.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"UNRECOGNIZED"})
    void mayNothingWithoutATokenOrAnOrder(Purpose purpose) {
      assertThatThrownBy(() -> require(purpose, Optional.empty(), Optional.empty()))
          .isInstanceOf(CustomerKeyException.class);
    }

    @Test
    void mayNotWhatItsTokenDoesNotGrant() {
      refused(
          "PURPOSE_NOT_ALLOWED",
          Purpose.PURPOSE_USER_WRITE,
          Optional.of(token(Purpose.PURPOSE_USER_READ)),
          Optional.empty());
    }

    @Test
    void mayNotForAnotherTenant() {
      VerifiedToken other =
          token(Optional.of(TenantId.random(RANDOM)), "workload", Purpose.PURPOSE_USER_READ);

      refused(
          "CALLER_NOT_ALLOWED", Purpose.PURPOSE_USER_READ, Optional.of(other), Optional.empty());
    }

    @Test
    void isNotTheProvider() {
      VerifiedToken provider = token(Optional.empty(), "workload", Purpose.PURPOSE_USER_READ);

      refused(
          "CALLER_NOT_ALLOWED", Purpose.PURPOSE_USER_READ, Optional.of(provider), Optional.empty());
    }

    @Test
    void isNotAnAdmin() {
      VerifiedToken admin =
          token(Optional.of(RECORD.tenant()), "tenant-key-admin", Purpose.PURPOSE_USER_READ);

      refused(
          "CALLER_NOT_ALLOWED", Purpose.PURPOSE_USER_READ, Optional.of(admin), Optional.empty());
    }

    @Test
    void mayNotReencryptByItsToken() {
      refused(
          "ORDER_INVALID",
          Purpose.PURPOSE_REENCRYPTION,
          Optional.of(token(Purpose.PURPOSE_REENCRYPTION)),
          Optional.empty());
    }
  }

  @Nested
  final class AnEncryptor {
    @Test
    void mayReencryptFromTheOrdersSource() {
      assertThatCode(() -> reencrypt(order().build())).doesNotThrowAnyException();
    }

    @Test
    void mayReencryptToTheOrdersTarget() {
      RewrapOrder target =
          order()
              .setSourcePolicyId(Wire.bytes(PolicyId.random(RANDOM)))
              .setTargetPolicyId(Wire.bytes(RECORD.policy()))
              .setTargetGenerationId(Wire.bytes(RECORD.generation()))
              .build();

      assertThatCode(() -> reencrypt(target)).doesNotThrowAnyException();
    }

    @Test
    void mayNotByAnOrderOfAnotherTenant() {
      refusedOrder(order().setTenantId(Wire.bytes(TenantId.random(RANDOM))).build());
    }

    @Test
    void mayNotByAnOrderForAnotherGeneration() {
      refusedOrder(order().setSourceGenerationId(Wire.bytes(GenerationId.random(RANDOM))).build());
    }

    @Test
    void mayNotByAnOrderForAnotherKindOfKeys() {
      refusedOrder(order().setKeyKind(KeyKind.KEY_KIND_SITE).build());
    }

    @Test
    void mayNotMoveAMailboxByAnOrderToRewrapNorByAToken() {
      refused(
          "PURPOSE_NOT_ALLOWED",
          Purpose.PURPOSE_MAILBOX_MOVE,
          Optional.empty(),
          Optional.of(order().build()));
      refused(
          "PURPOSE_NOT_ALLOWED",
          Purpose.PURPOSE_MAILBOX_MOVE,
          Optional.of(token(Purpose.PURPOSE_MAILBOX_MOVE)),
          Optional.of(order().build()));
    }

    private void reencrypt(RewrapOrder order) {
      require(Purpose.PURPOSE_REENCRYPTION, Optional.empty(), Optional.of(order));
    }

    private void refusedOrder(RewrapOrder order) {
      refused("ORDER_INVALID", Purpose.PURPOSE_REENCRYPTION, Optional.empty(), Optional.of(order));
    }

    private RewrapOrder.Builder order() {
      return RewrapOrder.newBuilder()
          .setTenantId(Wire.bytes(RECORD.tenant()))
          .setSourcePolicyId(Wire.bytes(RECORD.policy()))
          .setSourceGenerationId(Wire.bytes(RECORD.generation()))
          .setTargetPolicyId(Wire.bytes(PolicyId.random(RANDOM)))
          .setTargetGenerationId(Wire.bytes(GenerationId.random(RANDOM)))
          .setKeyKind(KeyKind.KEY_KIND_MAILBOX);
    }
  }

  private static void require(
      Purpose purpose, Optional<VerifiedToken> token, Optional<RewrapOrder> order) {
    PurposeRight.require(purpose, RECORD, token, order);
  }

  private static void refused(
      String reason, Purpose purpose, Optional<VerifiedToken> token, Optional<RewrapOrder> order) {
    assertThatThrownBy(() -> require(purpose, token, order))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refusal -> assertThat(refusal.reasonName()).isEqualTo(reason));
  }

  private static VerifiedToken token(Purpose purpose) {
    return token(Optional.of(RECORD.tenant()), "workload", purpose);
  }

  private static VerifiedToken token(Optional<TenantId> tenant, String role, Purpose purpose) {
    return new VerifiedToken("", "mail", tenant, Set.of(role), Set.of(purpose), Instant.MAX);
  }
}
