package io.customerkey.crypto.key;

import static io.customerkey.crypto.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.CryptoRefusedException.Subject;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.Wycheproof;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.AvailabilityKey.Rfc5649;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityKeyTest {
  private final SplittableRandom random = new SplittableRandom(11);
  private final SlotContext context =
      new SlotContext(
          TenantId.random(random),
          Workload.EXCHANGE,
          PolicyId.random(random),
          GenerationId.random(random),
          Slot.AVAILABILITY);
  private final PolicyKey policyKey = PolicyKey.generate(random);
  private final AvailabilityKey key = AvailabilityKey.generate(random);

  @ParameterizedTest
  @CsvSource({
    // RFC 5649, section 6
    "c37b7e6492584340bed12207808941155068f738,"
        + " 138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
    "466f7250617369, afbeb0f07dfbf5419200f2ccb50bb24f"
  })
  void wrapsTheVectorsOfRfc5649(String plain, String expected) {
    byte[] kek = Bytes.ofHex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8").toByteArray();
    byte[] wrapped = Rfc5649.wrap(kek, Bytes.ofHex(plain).toByteArray());
    assertThat(Bytes.copyOf(wrapped).toHex()).isEqualTo(expected);
    assertThat(Bytes.takeOwnershipOf(Rfc5649.unwrap(kek, wrapped)).toHex()).isEqualTo(plain);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithWycheproof() {
    return Wycheproof.vectors(
        "aes_kwp_test.json",
        vector -> true,
        vector -> {
          byte[] kek = vector.bytes("key");
          if (vector.invalid()) {
            Assertions.assertThatExceptionOfType(CryptoRefusedException.class)
                .isThrownBy(() -> Rfc5649.unwrap(kek, vector.bytes("ct")));
          } else {
            assertThat(Rfc5649.unwrap(kek, vector.bytes("ct"))).isEqualTo(vector.bytes("msg"));
            assertThat(Rfc5649.wrap(kek, vector.bytes("msg"))).isEqualTo(vector.bytes("ct"));
          }
        });
  }

  @Test
  void opensWhatItWrapped() {
    Bytes wrapped = key.wrap(SlotPayload.of(policyKey, context));
    assertThat(wrapped.size()).isEqualTo(72).isEqualTo(AvailabilityKey.WRAPPED_SIZE);
    assertThat(key.unwrap(wrapped).open(context)).isEqualTo(policyKey);
  }

  @Test
  void isTheKeyWrapWithPaddingOfTheJdk() throws GeneralSecurityException {
    SlotPayload payload = SlotPayload.of(policyKey, context);
    Cipher jdk = Cipher.getInstance("AES/KWP/NoPadding");
    jdk.init(Cipher.ENCRYPT_MODE, new AesKey(key.secret().toByteArray()));
    assertThat(key.wrap(payload).toByteArray())
        .isEqualTo(jdk.doFinal(payload.secret().toByteArray()));
  }

  @Test
  void refusesAChangeOfAnyBit() {
    byte[] wrapped = key.wrap(SlotPayload.of(policyKey, context)).toByteArray();
    for (int bit = 0; bit < 8 * wrapped.length; bit++) {
      byte[] changed = wrapped.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(Subject.POLICY_KEY_COPY, () -> key.unwrap(Bytes.takeOwnershipOf(changed)));
    }
  }

  @Test
  void refusesEveryOtherLengthAndKey() {
    Bytes wrapped = key.wrap(SlotPayload.of(policyKey, context));
    AvailabilityKey other = AvailabilityKey.generate(random);
    assertRefused(Subject.POLICY_KEY_COPY, () -> other.unwrap(wrapped));
    assertRefused(Subject.POLICY_KEY_COPY, () -> key.unwrap(Bytes.empty()));
    assertRefused(Subject.POLICY_KEY_COPY, () -> key.unwrap(wrapped.slice(0, 64)));
    byte[] shorter = Rfc5649.wrap(key.secret().toByteArray(), new byte[63]);
    assertThat(shorter).hasSize(AvailabilityKey.WRAPPED_SIZE);
    assertRefused(Subject.POLICY_KEY_COPY, () -> key.unwrap(Bytes.takeOwnershipOf(shorter)));
  }

  @Test
  void takesWhatTheHsmOpenedIfItIsAKey() {
    SecretBytes opened = key.secret().copy();
    Bytes wrapped = key.wrap(SlotPayload.of(policyKey, context));
    assertThat(AvailabilityKey.takeOwnershipOf(opened).unwrap(wrapped).open(context))
        .isEqualTo(policyKey);
    SecretBytes wrong = SecretBytes.copyOf(new byte[31]);
    assertRefused(Subject.FORMAT, () -> AvailabilityKey.takeOwnershipOf(wrong));
    assertThat(wrong.isClosed()).isTrue();
  }

  @Test
  void isErasedByClose() {
    key.close();
    assertThat(key.secret().isClosed()).isTrue();
    assertThat(key).hasToString("AvailabilityKey[redacted]");
    Assertions.assertThatIllegalStateException()
        .isThrownBy(() -> key.wrap(SlotPayload.of(policyKey, context)));
  }
}
