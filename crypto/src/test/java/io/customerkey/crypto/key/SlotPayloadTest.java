package io.customerkey.crypto.key;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlotPayloadTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(12);
  private static final TenantId TENANT = TenantId.random(RANDOM);
  private static final PolicyId POLICY = PolicyId.random(RANDOM);
  private static final GenerationId GENERATION = GenerationId.random(RANDOM);
  private static final SlotContext CONTEXT =
      new SlotContext(TENANT, Workload.EXCHANGE, POLICY, GENERATION, Slot.CUSTOMER_1);

  private final PolicyKey key = PolicyKey.generate(RANDOM);

  static Stream<SlotContext> otherContexts() {
    return Stream.of(
        new SlotContext(
            TenantId.random(RANDOM), Workload.EXCHANGE, POLICY, GENERATION, Slot.CUSTOMER_1),
        new SlotContext(TENANT, Workload.SHAREPOINT, POLICY, GENERATION, Slot.CUSTOMER_1),
        new SlotContext(
            TENANT, Workload.EXCHANGE, PolicyId.random(RANDOM), GENERATION, Slot.CUSTOMER_1),
        new SlotContext(
            TENANT, Workload.EXCHANGE, POLICY, GenerationId.random(RANDOM), Slot.CUSTOMER_1),
        CONTEXT.in(Slot.CUSTOMER_2),
        CONTEXT.in(Slot.AVAILABILITY));
  }

  @Test
  void holdsTheKeyAndOpensInItsContext() {
    SlotPayload payload = SlotPayload.of(key, CONTEXT);
    assertThat(payload.secret().length()).isEqualTo(SlotPayload.SIZE).isEqualTo(64);
    SecretBytes unwrapped = payload.secret().copy();
    payload.close();
    assertThat(SlotPayload.takeOwnershipOf(unwrapped).open(CONTEXT)).isEqualTo(key);
    assertThatIllegalStateException().isThrownBy(() -> payload.open(CONTEXT));
    assertThat(payload).hasToString("SlotPayload[redacted]");
  }

  @ParameterizedTest
  @MethodSource("otherContexts")
  void refusesEveryOtherContext(SlotContext other) {
    SlotPayload payload = SlotPayload.of(key, CONTEXT);
    assertRefused(Subject.POLICY_KEY_COPY, () -> payload.open(other));
  }

  @Test
  void refusesAChangeOfAnyBitOfTheHash() {
    byte[] bytes = SlotPayload.of(key, CONTEXT).secret().toByteArray();
    for (int bit = 8 * PolicyKey.SIZE; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      SlotPayload payload = SlotPayload.takeOwnershipOf(SecretBytes.takeOwnershipOf(changed));
      assertRefused(Subject.POLICY_KEY_COPY, () -> payload.open(CONTEXT));
    }
  }

  @Test
  void refusesEveryOtherLength() {
    for (int length : new int[] {0, 32, 63, 65}) {
      SecretBytes wrong = SecretBytes.copyOf(new byte[length]);
      assertRefused(Subject.POLICY_KEY_COPY, () -> SlotPayload.takeOwnershipOf(wrong));
      assertThat(wrong.isClosed()).isTrue();
    }
  }

  @Test
  void takesAPolicyKeyOf32BytesOutOfAMessageAndErasesOthers() {
    SecretBytes secret = key.secret().copy();
    PolicyKey taken = PolicyKey.takeOwnershipOf(secret);
    assertThat(taken).isEqualTo(key);
    assertThat(secret.isClosed()).isFalse();
    taken.close();
    assertThat(secret.isClosed()).isTrue();
    for (int length : new int[] {0, 31, 33}) {
      SecretBytes wrong = SecretBytes.copyOf(new byte[length]);
      assertRefused(Subject.POLICY_KEY_COPY, () -> PolicyKey.takeOwnershipOf(wrong));
      assertThat(wrong.isClosed()).isTrue();
    }
  }

  @Test
  void showsAWrongKeyByItsCheckValue() {
    CheckValue check = key.checkValue(GENERATION);
    key.verify(GENERATION, check);
    PolicyKey other = PolicyKey.generate(RANDOM);
    assertRefused(Subject.POLICY_KEY_COPY, () -> other.verify(GENERATION, check));
    assertRefused(Subject.POLICY_KEY_COPY, () -> key.verify(GenerationId.random(RANDOM), check));
    assertThat(other).isNotEqualTo(key).isNotEqualTo("x").hasSameHashCodeAs(key);
    assertThatIllegalArgumentException().isThrownBy(() -> new CheckValue(Bytes.ofHex("00")));
  }

  @Test
  void hidesAndErasesThePolicyKey() {
    key.close();
    assertThat(key).hasToString("PolicyKey[redacted]");
    assertThatIllegalStateException().isThrownBy(() -> key.checkValue(GENERATION));
    assertThatIllegalStateException().isThrownBy(() -> key.wrapper(TENANT, GENERATION));
    assertThatIllegalStateException().isThrownBy(() -> SlotPayload.of(key, CONTEXT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PolicyKey(SecretBytes.copyOf(new byte[16])));
  }
}
