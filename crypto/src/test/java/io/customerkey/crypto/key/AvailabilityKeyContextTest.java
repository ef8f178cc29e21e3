package io.customerkey.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityKeyContextTest {
  @Test
  void bindsTheKeyToItsPlace() {
    var context =
        new AvailabilityKeyContext(
            new TenantId(new Id128(0, 1)),
            new PolicyId(new Id128(0, 2)),
            new AvailabilityKeyId(new Id128(0, 3)),
            new KeyVersionId(new Id128(0, 4)),
            new HsmKeyId("ck-1"));
    String zeros = "00".repeat(15);
    assertThat(Bytes.takeOwnershipOf(context.associatedData()).toHex())
        .isEqualTo(
            "01" + zeros + "01" + zeros + "02" + zeros + "03" + zeros + "04" + "04" + "636b2d31");
  }

  @Test
  void joinsAndSplitsWhatTheHsmReturned() {
    byte[] nonce = Bytes.ofHex("01".repeat(12)).toByteArray();
    byte[] sealed = Bytes.ofHex("02".repeat(48)).toByteArray();
    HsmWrappedKey wrapped = HsmWrappedKey.of(nonce, sealed);
    assertThat(wrapped.bytes().size()).isEqualTo(HsmWrappedKey.SIZE).isEqualTo(60);
    assertThat(wrapped.nonce()).isEqualTo(nonce);
    assertThat(wrapped.ciphertextAndTag()).isEqualTo(sealed);
    assertThatIllegalArgumentException().isThrownBy(() -> HsmWrappedKey.of(new byte[11], sealed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "ä", "a\n", "\u007f"})
  void refusesLabelsThatAreNotPrintableAscii(String label) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HsmKeyId(label));
  }

  @Test
  void boundsTheLabel() {
    assertThat(new HsmKeyId("!~").label()).isEqualTo("!~");
    assertThat(new HsmKeyId("x".repeat(64))).hasToString("x".repeat(64));
    assertThatIllegalArgumentException().isThrownBy(() -> new HsmKeyId("x".repeat(65)));
  }
}
